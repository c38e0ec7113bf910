// The C ABI of the WebAssembly module, for wasm/*.js and no one else.
//
// One instance of the module is one analyser. The caller puts UTF-8 into memory from malloc(), calls, reads the
// answer at candour_result() for candour_result_length() bytes and frees its input. Calls that can fail return 0, the
// answer being what was asked for, or 1, the answer being
//   {"error": {"code", "message", "file", "path", "at"}}
// with the fields of candour::Error. While it analyses it calls the import env.candour_progress(done, total), in bytes.
// Nothing here throws; running out of memory traps, which ends the instance.
#include <emscripten.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "candour/candour.h"

namespace {

using nlohmann::json;

constexpr std::uint32_t kDone = 0;
constexpr std::uint32_t kFailed = 1;

/// Deepest nesting of the options. Writing JSON recurses, and a framework may come from a stranger's link.
constexpr std::size_t kMaxDepth = 32;

/// The caller's, told how many bytes of how many are analysed.
extern "C" void progress(std::uint32_t done, std::uint32_t total)
    __attribute__((import_module("env"), import_name("candour_progress")));

struct Instance {
  std::optional<candour::Analyser> analyser;
  std::string result;
  std::string framework_json;           ///< of the last call that brought a framework of its own
  candour::OwnFramework own_framework;  ///< compiled from it: a page asks with the same one at each key
};

Instance& instance() {
  static Instance the_instance;
  return the_instance;
}

/// Compact JSON; bytes that are no UTF-8 (in a message that quotes bad input) become U+FFFD.
std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::uint32_t done(std::string result) {
  instance().result = std::move(result);
  return kDone;
}

std::uint32_t failed(const candour::Error& error) {
  instance().result = dump({{"error",
                             {{"code", error.code},
                              {"message", error.message},
                              {"file", error.file},
                              {"path", error.path},
                              {"at", error.at}}}});
  return kFailed;
}

candour::Error options_error(std::string message) {
  candour::Error error;
  error.code = "options";
  error.message = std::move(message);
  return error;
}

/// How deep arrays and objects nest in JSON text, strings skipped.
std::size_t depth(std::string_view text) {
  std::size_t now = 0;
  std::size_t most = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      most = std::max(most, ++now);
    } else if ((c == ']' || c == '}') && now > 0) {
      --now;
    }
  }
  return most;
}

std::optional<candour::Units> units_named(std::string_view name) {
  if (name == "utf16") return candour::Units::utf16;
  if (name == "utf8") return candour::Units::utf8;
  if (name == "codepoint") return candour::Units::codepoint;
  return std::nullopt;
}

struct Request {
  candour::Options options;
  candour::Units units = candour::Units::utf16;
};

candour::Result<Request> parse_request(std::string_view text) {
  Request request;
  if (text.empty()) return request;
  if (depth(text) > kMaxDepth) return options_error("The options nest too deeply.");
  const json options = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!options.is_object()) return options_error("The options are not a JSON object.");
  for (const auto& [key, value] : options.items()) {
    if (key == "framework" && value.is_string()) {
      request.options.framework = value.get<std::string>();
    } else if (key == "framework" && value.is_object()) {
      request.options.framework_json = dump(value);
    } else if (key == "framework") {
      return options_error("The option 'framework' is neither the name of a framework nor a framework.");
    } else if (key == "units") {
      const auto units = value.is_string() ? units_named(value.get<std::string>()) : std::nullopt;
      if (!units) return options_error("The option 'units' is not one of utf16, utf8 and codepoint.");
      request.units = *units;
    } else {
      return options_error("There is no option '" + key + "'.");
    }
  }
  return request;
}

/// Compiles the framework that the options bring, unless it is the one of the call before.
std::optional<candour::Error> compile_own(candour::Options& options) {
  if (options.framework_json.empty()) return std::nullopt;
  Instance& own = instance();
  if (!own.own_framework || own.framework_json != options.framework_json) {
    auto compiled = own.analyser->compile_framework(options.framework_json);
    if (!compiled) return compiled.error();
    own.own_framework = std::move(*compiled);
    own.framework_json = options.framework_json;
  }
  options.own_framework = own.own_framework;
  return std::nullopt;
}

json to_json(const candour::FrameworkInfo& framework) {
  json pillars = json::array();
  for (const auto& pillar : framework.pillars) pillars.push_back({{"id", pillar.id}, {"title", pillar.title}});
  json themes = json::array();
  for (const auto& theme : framework.themes) {
    themes.push_back({{"id", theme.id}, {"title", theme.title}, {"pillar", theme.pillar}});
  }
  return {{"id", framework.id},
          {"title", framework.title},
          {"about", framework.about},
          {"pillars", std::move(pillars)},
          {"themes", std::move(themes)}};
}

std::uint32_t not_created() {
  candour::Error error;
  error.code = "knowledge";
  error.message = "The analyser has not been created.";
  return failed(error);
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint32_t candour_create() {
  auto analyser = candour::Analyser::create();
  if (!analyser) return failed(analyser.error());
  instance().analyser = std::move(*analyser);
  return done({});
}

EMSCRIPTEN_KEEPALIVE void candour_destroy() { instance() = {}; }

EMSCRIPTEN_KEEPALIVE std::uint32_t candour_analyse(const char* text, std::uint32_t text_length, const char* options,
                                                   std::uint32_t options_length) {
  if (!instance().analyser) return not_created();
  auto request = parse_request({options, options_length});
  if (!request) return failed(request.error());
  if (const auto error = compile_own(request->options)) return failed(*error);
  instance().result = std::string();  // the answer before, as long as this one will be, need not stand beside it
  request->options.progress = [](std::size_t done, std::size_t total) {
    progress(static_cast<std::uint32_t>(done), static_cast<std::uint32_t>(total));
    return true;
  };
  const std::string_view view(text, text_length);
  const auto analysis = instance().analyser->analyse(view, request->options);
  if (!analysis) return failed(analysis.error());
  return done(candour::to_json(*analysis, view, request->units));
}

/// An array of {"id", "title", "about", "pillars": [{"id", "title"}], "themes": [{"id", "title", "pillar"}]}.
EMSCRIPTEN_KEEPALIVE std::uint32_t candour_frameworks() {
  if (!instance().analyser) return not_created();
  json all = json::array();
  for (const auto& framework : instance().analyser->frameworks()) all.push_back(to_json(framework));
  return done(dump(all));
}

/// {"text"}: needs no analyser.
EMSCRIPTEN_KEEPALIVE std::uint32_t candour_normalise(const char* bytes, std::uint32_t length, const char* type,
                                                     std::uint32_t type_length) {
  const auto text = candour::normalise({bytes, length}, {type, type_length});
  if (!text) return failed(text.error());
  return done(dump({{"text", *text}}));
}

EMSCRIPTEN_KEEPALIVE const char* candour_result() { return instance().result.data(); }

EMSCRIPTEN_KEEPALIVE std::uint32_t candour_result_length() {
  return static_cast<std::uint32_t>(instance().result.size());
}

/// Frees the memory of the last answer.
EMSCRIPTEN_KEEPALIVE void candour_clear() { instance().result = std::string(); }

EMSCRIPTEN_KEEPALIVE const char* candour_version() { return candour::version().data(); }

}  // extern "C"
