// control: one mistake gave 2 errors
// expect: \[BW000\] the first
#ifdef REFUSED
constexpr bool sound = false;
static_assert(sound, "[BW000] the first");
static_assert(sound, "[BW000] the second");
#endif
