// control: refused, but not for the stated reason
// expect: \[BW000\] this is not what the compiler says
#ifdef REFUSED
static_assert(sizeof(int) == 0, "[BW001] another rule fired");
#endif
