// What holds of every text and every file of knowledge, however bad. Each check ends the program where it fails, so
// that any fuzzer sees it.
#ifndef CANDOUR_TESTS_FUZZ_PROPERTIES_H
#define CANDOUR_TESTS_FUZZ_PROPERTIES_H

#include <string_view>

#include "candour/candour.h"

namespace candour::fuzz {

/// Analysing these bytes either fails because they are no UTF-8 or gives spans that hold together, as plain structs
/// and as JSON in every unit.
void check_analysis(const Analyser& analyser, std::string_view bytes, const Options& options);

/// Reading these bytes as a document of that type gives UTF-8 that can be analysed, or an error.
void check_normalise(const Analyser& analyser, std::string_view bytes, std::string_view type);

/// A framework of somebody's own is taken or refused with words.
void check_framework(const Analyser& analyser, std::string_view json);

}  // namespace candour::fuzz

#endif  // CANDOUR_TESTS_FUZZ_PROPERTIES_H
