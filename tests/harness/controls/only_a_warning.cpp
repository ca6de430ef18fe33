// control: it compiled, though it must be refused
// expect: BW000
#ifdef REFUSED
#warning "[BW000] a warning carries the words, but nothing is refused"
#endif
