// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Telling people that tickets wait, and what became of them: beside the gate, never in it.

#include <bailiwick/notify/command_hook.hpp>
#include <bailiwick/notify/hook.hpp>
#include <bailiwick/notify/mail_hook.hpp>
#include <bailiwick/notify/message.hpp>
#include <bailiwick/notify/notifier.hpp>
