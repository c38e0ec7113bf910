// A fuzzer that needs no more than the compiler: mutates texts and files of knowledge and checks what must hold.
//
//   candour_fuzz [--seconds N] [--seed N] [--iteration N]
//
// Run it from the root of the project, in the debug build. Every iteration depends on the seed and its own number
// only: where one fails, the numbers to run it again with are the last line of the output.
#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "properties.h"

namespace {

using candour::Analyser;
using Random = std::mt19937_64;

struct Arguments {
  std::uint64_t seconds = 60;
  std::uint64_t seed = 1;
  std::uint64_t iteration = 0;  ///< the only one to run, or 0 for all
};

struct Seeds {
  std::vector<std::string> texts;
  std::vector<std::string> frameworks;
};

/// What breaks text handling: control characters, broken and overlong UTF-8, surrogates, marks that join, and the
/// words and signs that steer the stages.
constexpr std::array<std::string_view, 44> kNasty = {
    std::string_view("\0", 1),
    "\x80",
    "\xC0\x80",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xEF\xBB\xBF",
    "\xFF\xFE",
    "\xE2\x80\xA8",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x92",
    "e\xCC\x81",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "...",
    "\xE2\x80\xA6",
    "\"",
    "\xE2\x80\x9C",
    "\xE2\x80\x99",
    "(",
    ")",
    "[",
    "- ",
    "# ",
    "1. ",
    ": ",
    "; ",
    "? ",
    ". ",
    " but ",
    " despite ",
    " not ",
    " n't ",
    " however, ",
    "The force should:\n",
    "Q: ",
    "CHAIR: ",
    "WEBVTT\n\n00:00.000 --> 00:01.000\n",
    "1\n00:00:00,000 --> 00:00:01,000\n",
    "<v Ann>",
    "99999999999999999999",
    "Mr. ",
};

std::uint64_t current_iteration = 0;
std::uint64_t current_seed = 0;

void tell_where(int /*signal*/) {
  std::fprintf(stderr, "run it again with: --seed %llu --iteration %llu\n",
               static_cast<unsigned long long>(current_seed), static_cast<unsigned long long>(current_iteration));
  std::_Exit(1);
}

std::size_t below(Random& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

template <class List>
const auto& any_of(const List& list, Random& random) {
  return list[below(random, std::size(list))];
}

/// A piece of the string, of a few characters or of any length.
std::string_view piece(std::string_view of, Random& random) {
  if (of.empty()) return of;
  const std::size_t start = below(random, of.size());
  const std::size_t longest = random() % 2 != 0 ? 16 : of.size();
  return of.substr(start, 1 + below(random, longest));
}

void mutate(std::string& text, const std::vector<std::string>& others, Random& random) {
  const std::size_t place = below(random, text.size() + 1);
  switch (random() % 7) {
    case 0:
      if (place < text.size()) text[place] = static_cast<char>(random());
      break;
    case 1:
      text.insert(place, any_of(kNasty, random));
      break;
    case 2:
      text.erase(place, piece(text, random).size());
      break;
    case 3:
      text.insert(place, std::string(piece(text, random)));
      break;
    case 4:
      text.insert(place, piece(any_of(others, random), random));
      break;
    case 5:
      text.resize(place);
      break;
    default:
      for (std::size_t n = below(random, 200); n > 0; --n) text.insert(place, any_of(kNasty, random));
  }
}

std::string mutant(const std::vector<std::string>& seeds, Random& random) {
  constexpr std::size_t kLongest = 20'000;
  std::string text = any_of(seeds, random);
  for (std::uint64_t n = 1 + random() % 8; n > 0; --n) mutate(text, seeds, random);
  if (text.size() > kLongest) text.resize(kLongest);
  return text;
}

void run(const Analyser& analyser, const Seeds& seeds, Random& random) {
  constexpr std::array<std::string_view, 4> kTypes = {"vtt", "srt", "txt", "md"};
  switch (random() % 8) {
    case 0:
      candour::fuzz::check_normalise(analyser, mutant(seeds.texts, random), any_of(kTypes, random));
      break;
    case 1:
      candour::fuzz::check_framework(analyser, mutant(seeds.frameworks, random));
      break;
    default:
      candour::fuzz::check_analysis(analyser, mutant(seeds.texts, random), {});
  }
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Seeds load_seeds() {
  Seeds seeds;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("core/data/frameworks", none)) {
    seeds.frameworks.push_back(read(entry.path()));
  }
  for (const auto& entry : std::filesystem::directory_iterator("tests/samples", none)) {
    seeds.texts.push_back(read(entry.path()));
  }
  seeds.texts.emplace_back("The force is very good at this, but victims are not always told.");
  seeds.frameworks.emplace_back("{}");
  return seeds;
}

bool parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = argv[i + 1];
    std::uint64_t* target = name == "--seconds"     ? &arguments.seconds
                            : name == "--seed"      ? &arguments.seed
                            : name == "--iteration" ? &arguments.iteration
                                                    : nullptr;
    if (target == nullptr) return false;
    if (std::from_chars(value.data(), value.data() + value.size(), *target).ec != std::errc()) return false;
  }
  return argc % 2 == 1;
}

}  // namespace

// Where a sanitizer ends the program it does so by SIGABRT, so that tell_where() runs.
extern "C" const char* __asan_default_options() { return "abort_on_error=1:handle_abort=0"; }
extern "C" const char* __ubsan_default_options() { return "abort_on_error=1:print_stacktrace=1"; }

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) {
    std::fprintf(stderr, "usage: candour_fuzz [--seconds N] [--seed N] [--iteration N]\n");
    return 2;
  }
  const auto analyser = Analyser::create();
  if (!analyser) {
    std::fprintf(stderr, "%s\n", analyser.error().message.c_str());
    return 1;
  }
  std::signal(SIGABRT, tell_where);
  const Seeds seeds = load_seeds();
  current_seed = arguments.seed;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(arguments.seconds);
  for (std::uint64_t i = 1; std::chrono::steady_clock::now() < end; ++i) {
    current_iteration = arguments.iteration != 0 ? arguments.iteration : i;
    Random random(arguments.seed * 1'000'003 + current_iteration);
    run(*analyser, seeds, random);
    if (arguments.iteration != 0) break;
  }
  std::printf("%llu iterations held\n", static_cast<unsigned long long>(current_iteration));
  return 0;
}
