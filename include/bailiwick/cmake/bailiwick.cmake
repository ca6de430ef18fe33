# SPDX-License-Identifier: BSL-1.0
# What a build that uses Bailiwick may call. The source tree and the installed package include this same file.

# Makes the target bailiwick_boost_json: Boost's own library where there is one, else one static library of Boost's
# headers. It is an imported target, because an exported component may link only to those or to exported ones.
function(bailiwick_make_boost_json)
  if(TARGET bailiwick_boost_json)
    return()
  endif()
  if(NOT TARGET Boost::json)
    find_package(Boost 1.81 QUIET OPTIONAL_COMPONENTS json)
  endif()
  if(NOT TARGET Boost::headers)
    return()
  endif()
  add_library(bailiwick_boost_json INTERFACE IMPORTED GLOBAL)
  if(TARGET Boost::json AND NOT BAILIWICK_BOOST_JSON_FROM_HEADERS)
    target_link_libraries(bailiwick_boost_json INTERFACE Boost::json)
  else()
    add_library(bailiwick_boost_json_static STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/boost_json.cpp)
    target_link_libraries(bailiwick_boost_json_static PUBLIC Boost::headers)
    target_compile_features(bailiwick_boost_json_static PUBLIC cxx_std_20)
    target_link_libraries(bailiwick_boost_json INTERFACE bailiwick_boost_json_static)
  endif()
endfunction()
bailiwick_make_boost_json()

# bailiwick_packet(TARGET <agent> HEADER <charter.hpp> AGENT <type> OUTPUT <folder> [LOCK <approval.lock.json>])
#
# Writes the approval packet of an agent whenever it is built, puts its declaration into the section .bailiwick of the
# target, and fails the build when the declaration is not the one that the lock approves, or when an approval or a
# waiver has ended. -DBAILIWICK_DRAFT=ON builds all the same and marks the packet as a draft.
option(BAILIWICK_DRAFT "Build agents whose declaration is not approved, and mark their packets as drafts" OFF)
function(bailiwick_packet)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;HEADER;AGENT;OUTPUT;LOCK" "")
  foreach(needed IN ITEMS TARGET HEADER AGENT OUTPUT)
    if(NOT arg_${needed})
      message(FATAL_ERROR "bailiwick_packet: ${needed} is missing")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "bailiwick_packet does not know '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT TARGET bailiwick::packet)
    message(FATAL_ERROR "bailiwick_packet needs the component packet: find_package(bailiwick COMPONENTS packet)")
  endif()
  cmake_path(ABSOLUTE_PATH arg_HEADER)
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  cmake_path(GET arg_HEADER PARENT_PATH folder)
  cmake_path(GET arg_HEADER FILENAME header)

  set(made "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}_packet_source")
  file(CONFIGURE OUTPUT "${made}/section.cpp" CONTENT [==[
#include "@header@"
#include <bailiwick/policy/declaration.hpp>
[[gnu::section(".bailiwick"), gnu::used, gnu::retain]] static constexpr auto declared =
    bailiwick::declaration<@arg_AGENT@>;
]==] @ONLY)
  file(CONFIGURE OUTPUT "${made}/packet.cpp" CONTENT [==[
#include "@header@"
#include <bailiwick/packet.hpp>
int main(int count, char** words) { return bailiwick::packet_main<@arg_AGENT@>(count, words); }
]==] @ONLY)
  add_executable(${arg_TARGET}_packet "${made}/packet.cpp")
  target_link_libraries(${arg_TARGET}_packet PRIVATE bailiwick::packet)
  target_include_directories(${arg_TARGET}_packet
    PRIVATE "${folder}" $<TARGET_PROPERTY:${arg_TARGET},INCLUDE_DIRECTORIES>)
  target_compile_definitions(${arg_TARGET}_packet PRIVATE $<TARGET_PROPERTY:${arg_TARGET},COMPILE_DEFINITIONS>)
  target_sources(${arg_TARGET} PRIVATE "${made}/section.cpp")
  set_source_files_properties("${made}/section.cpp" PROPERTIES INCLUDE_DIRECTORIES "${folder}")

  set(options --out "${arg_OUTPUT}")
  if(arg_LOCK)
    cmake_path(ABSOLUTE_PATH arg_LOCK)
    list(APPEND options --lock "${arg_LOCK}")
  endif()
  if(BAILIWICK_DRAFT)
    list(APPEND options --draft)
  endif()
  # Asked in every build, because an approval can end without any file changing; equal files are not written again.
  add_custom_target(${arg_TARGET}_packet_files ALL
    COMMAND ${arg_TARGET}_packet write ${options}
    COMMENT "Approval packet of ${arg_TARGET}: ${arg_OUTPUT}" VERBATIM)
  add_dependencies(${arg_TARGET} ${arg_TARGET}_packet_files)
endfunction()
