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
