#include "output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "text.h"

namespace candour::cli {
namespace {

constexpr std::size_t kHeld = std::size_t{1} << 16U;  // bytes gathered before they are written

bool set(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): there is one thread
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* kind = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): there is one thread
  return kind == nullptr || std::string_view(kind) == "dumb";
}

/// Marks that set or turn the direction of writing: in a report they could make one word look like another.
constexpr bool turns_direction(char32_t code) {
  return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

Output& Output::operator<<(std::string_view part) {
  held_ += part;
  if (held_.size() >= kHeld) {
    failed_ = std::fwrite(held_.data(), 1, held_.size(), stdout) != held_.size() || failed_;
    held_.clear();
  }
  return *this;
}

bool Output::flush() {
  failed_ = std::fwrite(held_.data(), 1, held_.size(), stdout) != held_.size() || failed_;
  held_.clear();
  failed_ = std::fflush(stdout) != 0 || failed_;
  return !failed_;
}

Terminal terminal() {
  constexpr std::size_t kNarrowest = 40;  // columns under which broken lines are worse than long ones
  constexpr std::size_t kWidest = 110;    // columns over which lines are hard to read
  if (isatty(STDOUT_FILENO) == 0) return {};
  Terminal out;
  out.colour = !set("NO_COLOR") && !is_dumb();
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (known && size.ws_col >= kNarrowest) out.width = size.ws_col < kWidest ? size.ws_col : kWidest;
  return out;
}

bool input_is_typed() { return isatty(STDIN_FILENO) != 0; }

std::string inked(std::string_view words, Ink ink, const Terminal& terminal) {
  // blue and yellow, which the colour-blind can tell apart; a grave concern in bold too
  static constexpr std::array<std::string_view, 6> kInks{"",         "\x1b[1m",  "\x1b[2m",
                                                         "\x1b[34m", "\x1b[33m", "\x1b[1;33m"};
  if (!terminal.colour || ink == Ink::plain || words.empty()) return std::string(words);
  std::string out(kInks[static_cast<std::size_t>(ink)]);
  return out.append(words).append("\x1b[0m");
}

std::string on_a_line(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const detail::Character c = detail::decode(text, at);
    const bool control = c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0);
    if (control || detail::is_space(c.code)) {
      blank = true;
    } else if (!turns_direction(c.code)) {
      if (blank && !out.empty()) out.push_back(' ');
      blank = false;
      out += text.substr(at, c.length);
    }
    at += c.length;
  }
  return out;
}

std::size_t columns(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace candour::cli
