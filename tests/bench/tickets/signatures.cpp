// SPDX-License-Identifier: BSL-1.0
#include "parts.hpp"
#include "signing_key.hpp"
#include "tables.hpp"
#include "workload.hpp"

#include <memory>
#include <vector>

namespace tickets {
namespace {

/// What one decision of one kind of key needs.
struct decision {
    signing_key key;
    bw::ticket at;
    bw::allowed_signers signers;
    std::string statement, signature;
    bw::ssh_signature read;
    openssl_owned<EVP_PKEY> shown;
    std::string signed_bytes;

    explicit decision(bw::ssh_key_kind kind)
        : key{kind}, at(value_of(bw::ticket_for(request(signed_payments), noon))),
          statement(bw::approval_statement(at, bw::ticket_verb::grant, alices.contact, approves)),
          signature(armored(key, statement)), read(value_of(bw::read_ssh_signature(signature))),
          shown(bw::is_ed25519(kind) ? bw::detail::ed25519_key(read.key.point)
                                     : bw::detail::p256_key(read.key.point)),
          signed_bytes(bw::detail::signed_bytes(read, statement)) {
        std::string list;
        for (int i = 0; i < 20; ++i)
            list += "person-" + std::to_string(i) + "@example.com " +
                    bw::text_of(signing_key{kind}.shown()) + '\n';
        list += alices.contact + " namespaces=\"bailiwick-approval\" " + bw::text_of(key.shown()) +
                '\n';
        signers = value_of(bw::allowed_signers::of_text(list));
        check(whole(approves), "the signed decision is taken");
        check(!whole("another reason"), "for another text it is refused");
        check(bw::check_signature(read, statement).is_done(), "the signature is good");
        check(!bw::check_signature(read, statement + ' ').is_done(), "and for one text only");
        check(bare(), "OpenSSL says the same");
    }

    bool whole(std::string_view why) const {
        return bw::check_signed_decision(at, bw::ticket_verb::grant, alices, why, signature,
                                         signers, noon)
            .is_done();
    }
    bool bare() const {
        return bw::detail::has_signed(shown.get(),
                                      bw::is_ed25519(key.kind) ? nullptr : EVP_sha256(),
                                      signed_bytes, read.bytes);
    }
};

} // namespace

void signatures() {
    part("5. signed decisions, CPU us",
         "a grant of Alice with her key, the last of 21 lines of allowed_signers; whole: "
         "check_signed_decision; signature: check_signature over a statement that is read; bare: "
         "one EVP_DigestVerify with a key that is made");
    std::vector<std::unique_ptr<decision>> made;
    for (const bw::ssh_key_kind kind :
         {bw::ssh_key_kind::ed25519, bw::ssh_key_kind::ecdsa_p256, bw::ssh_key_kind::sk_ed25519,
          bw::ssh_key_kind::sk_ecdsa_p256})
        made.push_back(std::make_unique<decision>(kind));
    std::vector<contender> all;
    for (const auto& each : made) {
        const std::string name(bw::name_of(each->key.kind));
        const auto times = [](auto one) {
            return [one](std::size_t calls) {
                for (std::size_t i = 0; i < calls; ++i)
                    check(one(), "the signature is good");
            };
        };
        all.push_back({name + ": bare", times([&e = *each] { return e.bare(); })});
        all.push_back({name + ": signature", times([&e = *each] {
                           return bw::check_signature(e.read, e.statement).is_done();
                       })});
        all.push_back({name + ": whole", times([&e = *each] { return e.whole(approves); })});
    }
    race(all, 301);
    head("signatures, us", "the bare verification");
    for (std::size_t i = 0; i < all.size(); ++i)
        row(all[i].name, all[i].came, all[i - i % 3].came.median(), i % 3 == 2 ? "150 us" : "");
}

} // namespace tickets
