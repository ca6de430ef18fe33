// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/flows.hpp>
#include <bailiwick/packet/html.hpp>

#include <algorithm>

/// The data-flow picture: inside systems left, the agent in the middle, everything else right.

namespace bailiwick::packet {
namespace detail {

struct pen {
    std::string_view name, colour, dashes;
};

inline pen pen_for(bucket runs) {
    switch (runs) {
    case bucket::automatic:
        return {"automatic", "#1b6e3a", ""};
    case bucket::approval:
        return {"approval", "#a35a00", " stroke-dasharray=\"6 4\""};
    default:
        return {"model", "#333333", ""};
    }
}

/// A coordinate with at most one decimal, so that every compiler prints the same bytes.
inline std::string at(double value) {
    const long long tenths = static_cast<long long>(value * 10 + (value < 0 ? -0.5 : 0.5));
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0)
        text += "." + std::to_string(tenths % 10);
    return text;
}

inline std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most)
        return escaped(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    return escaped(text.substr(0, most)) + "\u2026";
}

/// Boxes, frames and arrows; widths as in a viewBox of 900.
struct drawing {
    std::string frames, arrows, boxes;
    double right_y = 60;

    void box(const system& one, double x, double y) {
        std::string note = in_words(one.reached_by);
        if (!one.region.empty())
            note += ", " + std::string(one.region);
        if (!one.agreement.empty())
            note += ", " + std::string(one.agreement);
        boxes += "<rect x=\"" + at(x) + "\" y=\"" + at(y) +
                 "\" width=\"190\" height=\"58\" fill=\"#ffffff\"/><path d=\"M" + at(x) + " " +
                 at(y) + "h190M" + at(x) + " " + at(y + 58) +
                 "h190\" stroke=\"#223344\" stroke-width=\"1.5\"/><text x=\"" + at(x + 10) +
                 "\" y=\"" + at(y + 24) + "\" class=\"b\">" + shortened(one.name, 24) +
                 "</text><text x=\"" + at(x + 10) + "\" y=\"" + at(y + 42) + "\" class=\"s\">" +
                 shortened(note, 32) + "</text>\n";
    }
    void frame(std::string_view title, double x, double y, double width, double height,
               std::string_view fill) {
        frames += "<rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(width) +
                  "\" height=\"" + at(height) + "\" rx=\"8\" fill=\"" + std::string(fill) +
                  "\" stroke=\"#8a1c1c\" stroke-dasharray=\"7 5\"/><text x=\"" + at(x + 10) +
                  "\" y=\"" + at(y - 6) + "\" class=\"z\">" + escaped(title) + "</text>\n";
    }
    /// One cubic curve from the agent to a system, with its number on it.
    void arrow(const flow& one, std::size_t number, std::size_t turn, double x1, double y1,
               double x2, double y2) {
        const pen with = pen_for(one.runs);
        const double middle = (x1 + x2) / 2, t = 0.80 - 0.24 * static_cast<double>(turn % 3);
        const double s = 1 - t;
        const double bx =
            s * s * s * x1 + 3 * s * s * t * middle + 3 * s * t * t * middle + t * t * t * x2;
        const double by = s * s * s * y1 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y2;
        const std::string marker = "=\"url(#m-" + std::string(with.name) + ")\"";
        const std::string colour(with.colour);
        arrows += "<path d=\"M" + at(x1) + " " + at(y1) + "C" + at(middle) + " " + at(y1) + " " +
                  at(middle) + " " + at(y2) + " " + at(x2) + " " + at(y2) +
                  "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.8\"" +
                  std::string(with.dashes);
        if (one.way != direction::out_of_the_agent)
            arrows += " marker-start" + marker;
        if (one.way != direction::into_the_agent)
            arrows += " marker-end" + marker;
        arrows += "/><circle cx=\"" + at(bx) + "\" cy=\"" + at(by) +
                  "\" r=\"10\" fill=\"#ffffff\" stroke=\"" + colour + "\"/><text x=\"" + at(bx) +
                  "\" y=\"" + at(by + 4) + "\" class=\"n\" fill=\"" + colour + "\">" +
                  std::to_string(number) + "</text>\n";
    }
};

} // namespace detail

/// The picture of an agent's flows as inline SVG; the table below it carries the words.
template <class Agent> std::string picture_of(const Agent& agent, const std::vector<flow>& flows) {
    using detail::at;
    detail::drawing draw;
    std::vector<const system*> inside;
    std::vector<std::pair<const system*, double>> placed;
    for (const system_facts& each : agent.systems)
        if (each.is->where == zone::inside)
            inside.push_back(each.is);
    for (zone where : {zone::vendor, zone::outside, zone::unstated}) {
        const double top = draw.right_y;
        double y = top;
        for (const system_facts& each : agent.systems)
            if (each.is->where == where) {
                placed.emplace_back(each.is, y);
                y += 84;
            }
        if (y == top)
            continue;
        draw.frame("zone: " + in_words(where), 642, top - 18, 226, y - top - 26 + 34, "#fffaf7");
        draw.right_y = y + 34;
    }
    const double right = draw.right_y - 34;
    double height = std::max(right, 60 + 84 * static_cast<double>(inside.size()));
    height = std::max(height, 240.0) + 26;
    const double middle = (height - 26) / 2 + 4;
    draw.frame("zone: inside", 16, 22, 518, height - 44, "#f7fafc");
    const double left = middle - (84 * static_cast<double>(inside.size()) - 26) / 2;
    for (std::size_t i = 0; i < inside.size(); ++i)
        placed.emplace_back(inside[i], left + 84 * static_cast<double>(i));
    for (const auto& [one, y] : placed)
        draw.box(*one, one->where == zone::inside ? 36 : 660, y);

    const auto count = [&](auto matches) {
        std::size_t sum = 0;
        for (const flow& each : flows)
            sum += matches(each);
        return static_cast<double>(sum);
    };
    const auto is_left = [](const flow& one) { return one.to->where == zone::inside; };
    double turn_left = 0, turn_right = 0;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        const flow& one = flows[i];
        const bool on_left = is_left(one);
        double& turn = on_left ? turn_left : turn_right;
        const double side = count([&](const flow& f) { return is_left(f) == on_left; });
        const double ya = middle - 34 + 68 * (turn + 1) / (side + 1);
        double here = 0, yb = 0;
        for (std::size_t before = 0; before < i; ++before)
            here += flows[before].to == one.to;
        const double there = count([&](const flow& f) { return f.to == one.to; });
        for (const auto& [each, y] : placed)
            if (each == one.to)
                yb = y + 58 * (here + 1) / (there + 1);
        draw.arrow(one, i + 1, static_cast<std::size_t>(turn), on_left ? 330 : 520, ya,
                   on_left ? 226 : 660, yb);
        ++turn;
    }
    std::string svg =
        "<svg viewBox=\"0 0 900 " + at(height) +
        "\" role=\"img\" aria-labelledby=\"dfd-t dfd-d\" "
        "xmlns=\"http://www.w3.org/2000/svg\"><title id=\"dfd-t\">Data flow with trust "
        "boundaries</title><desc id=\"dfd-d\">The flow table below says the same in "
        "words.</desc>\n<style>svg text{font-family:\"DejaVu Sans\",sans-serif;"
        "font-size:12px;fill:#1b1b1b}svg .b{font-weight:600}svg .s{font-size:10px;"
        "fill:#444}svg .z{font-weight:600;fill:#8a1c1c}svg .n{font-size:11px;"
        "text-anchor:middle;fill:#1b1b1b}svg .m{text-anchor:middle}</style>\n<defs>";
    for (bucket each : {bucket::automatic, bucket::approval, bucket::unstated}) {
        const detail::pen with = detail::pen_for(each);
        svg +=
            "<marker id=\"m-" + std::string(with.name) +
            "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" "
            "orient=\"auto-start-reverse\"><path d=\"M0 0 10 5 0 10z\" fill=\"" +
            std::string(with.colour) + "\"/></marker>";
    }
    svg += "</defs>\n" + draw.frames + draw.arrows;
    svg += "<rect x=\"330\" y=\"" + at(middle - 34) +
           "\" width=\"190\" height=\"68\" rx=\"34\" fill=\"#e6eefb\" stroke=\"#223344\"/><text "
           "x=\"425\" y=\"" +
           at(middle - 2) + "\" class=\"b m\">" +
           detail::shortened(agent.charter.identity->name, 22) + "</text><text x=\"425\" y=\"" +
           at(middle + 16) + "\" class=\"s m\">acts " + in_words(agent.charter.identity->acts) +
           "</text>\n";
    return svg + draw.boxes + "</svg>";
}

} // namespace bailiwick::packet
