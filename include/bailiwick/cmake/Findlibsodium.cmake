# SPDX-License-Identifier: BSL-1.0
# Finds libsodium, which brings no CMake package of its own on Debian, and makes the target libsodium::libsodium.
find_path(libsodium_INCLUDE_DIR sodium.h)
find_library(libsodium_LIBRARY NAMES sodium libsodium)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(libsodium REQUIRED_VARS libsodium_LIBRARY libsodium_INCLUDE_DIR)
mark_as_advanced(libsodium_INCLUDE_DIR libsodium_LIBRARY)
if(libsodium_FOUND AND NOT TARGET libsodium::libsodium)
  add_library(libsodium::libsodium UNKNOWN IMPORTED)
  set_target_properties(libsodium::libsodium PROPERTIES
    IMPORTED_LOCATION "${libsodium_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${libsodium_INCLUDE_DIR}")
endif()
