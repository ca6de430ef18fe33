// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/policy.hpp>

int main() {}
