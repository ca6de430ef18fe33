// control: the test states no reason
#ifdef REFUSED
static_assert(sizeof(int) == 0, "[BW000] refused, but nobody said why it should be");
#endif
