// control: it compiled, though it must be refused
// expect: \[BW000\] never
// A class behind a pointer is never completed, so its assertion never runs.
template <class Tool> constexpr bool tool_has_a_row = false;
template <class Tool> struct require_row {
    static_assert(tool_has_a_row<Tool>, "[BW000] never: this text must not be seen");
};
#ifdef REFUSED
require_row<int>* unread = nullptr;
#endif
