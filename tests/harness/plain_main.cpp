// SPDX-License-Identifier: BSL-1.0
// The static_asserts beside this file are the test: whoever gets here has passed it.
int main() {}
