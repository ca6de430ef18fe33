// control: the diagnostic takes [0-9]+ lines
// expect: \[BW000\] found at the end of a long way
template <class Tool> constexpr bool tool_is_near = false;
template <class Tool> struct near_tool {
    static_assert(tool_is_near<Tool>, "[BW000] found at the end of a long way");
};
template <class Tool> struct first : near_tool<Tool> {};
template <class Tool> struct second : first<Tool> {};
template <class Tool> struct third : second<Tool> {};
template <class Tool> struct fourth : third<Tool> {};
template <class Tool> struct fifth : fourth<Tool> {};
template <class Tool> struct sixth : fifth<Tool> {};
template <class Tool> struct seventh : sixth<Tool> {};
#ifdef REFUSED
constexpr auto reached = sizeof(seventh<int>);
#endif
