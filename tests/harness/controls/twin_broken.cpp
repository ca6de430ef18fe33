// control: the accepted twin must compile without a word
// expect: \[BW000\] refused
static_assert(sizeof(int) == 0, "[BW000] refused with REFUSED and without");
