// The command `candour`. What it does is in the manual (arguments.cpp); design.md section 4 is its contract.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arguments.h"
#include "candour/candour.h"
#include "explain.h"
#include "input.h"
#include "knowledge.h"
#include "output.h"
#include "report.h"
#include "write.h"

namespace candour::cli {
namespace {

constexpr int kDone = 0;
constexpr int kInputFailed = 1;
constexpr int kWrongUsage = 2;

void complain(const std::string& what) {
  std::string line = "candour: ";  // a message may quote a document: nothing in it may steer a terminal
  line += on_a_line(what);
  line.push_back('\n');
  (void)std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string said(const Error& error) {
  std::string where = error.file;
  if (!error.path.empty()) where += (where.empty() ? "" : " ") + error.path;
  return where.empty() ? error.message : where + ": " + error.message;
}

/// A framework as chosen on the command line: how to ask for it, and its titles.
struct ChosenFramework {
  Options options;
  std::vector<FrameworkInfo> infos;

  [[nodiscard]] const FrameworkInfo& info(const std::string& id) const {
    static const FrameworkInfo kNone;
    const auto it = std::find_if(infos.begin(), infos.end(), [&id](const FrameworkInfo& f) { return f.id == id; });
    return it == infos.end() ? kNone : *it;
  }
};

bool names_file(std::string_view framework) {
  return framework.ends_with(".json") || framework.find('/') != std::string_view::npos;
}

Result<ChosenFramework> choose_framework(const std::string& name, const Analyser& analyser) {
  ChosenFramework out;
  out.options.framework = name;
  out.infos = analyser.frameworks();
  if (names_file(name)) {
    std::string why;
    std::string json;
    if (!read_whole(name, json, why)) return Error{"framework", why, name, "", 0};
    auto compiled = analyser.compile_framework(json);
    if (!compiled) {
      Error error = compiled.error();
      error.file = name;
      return error;
    }
    out.infos = {(*compiled)->info};
    out.options.own_framework = std::move(*compiled);
    return out;
  }
  const bool known =
      std::any_of(out.infos.begin(), out.infos.end(), [&name](const FrameworkInfo& f) { return f.id == name; });
  if (known || name == "auto") return out;
  std::string message = "There is no framework '" + name + "'. There are auto";
  for (const FrameworkInfo& info : out.infos) message += ", " + info.id;
  return Error{"framework", message + ", or a file whose name ends in .json.", "", "", 0};
}

int finish(Output& out, int code) {
  if (out.flush()) return code;
  complain("the output could not be written");
  return kInputFailed;
}

int list_frameworks(const Analyser& analyser, Format format) {
  Output out;
  if (format == Format::json) {
    auto list = nlohmann::ordered_json::array();
    for (const FrameworkInfo& info : analyser.frameworks()) {
      nlohmann::ordered_json item{{"id", info.id}, {"title", info.title}, {"about", info.about}};
      item["pillars"] = nlohmann::ordered_json::array();
      for (const PillarInfo& pillar : info.pillars)
        item["pillars"].push_back({{"id", pillar.id}, {"title", pillar.title}});
      item["themes"] = nlohmann::ordered_json::array();
      for (const ThemeInfo& theme : info.themes) {
        item["themes"].push_back({{"id", theme.id}, {"title", theme.title}, {"pillar", theme.pillar}});
      }
      list.push_back(std::move(item));
    }
    out << list.dump(2) << "\n";
    return finish(out, kDone);
  }
  const Terminal term = terminal();
  for (const FrameworkInfo& info : analyser.frameworks()) {
    out << inked(info.id, Ink::bold, term) << "  " << info.title << "\n";
    if (!info.about.empty()) out << "    " << info.about << "\n";
    std::string themes;
    for (const ThemeInfo& theme : info.themes) themes += (themes.empty() ? "" : ", ") + theme.id;
    out << inked("    " + themes, Ink::faint, term) << "\n";
  }
  return finish(out, kDone);
}

/// Analyses what comes in and hands it to the writer; counts nothing but whether all went well.
class Run {
 public:
  Run(const Analyser& analyser, const ChosenFramework& framework, double min_confidence, Writer& writer)
      : analyser_(analyser), framework_(framework), min_confidence_(min_confidence), writer_(writer) {}

  void read(const std::string& path, Type type) {
    read_input(path, type,
               {[this](const Document& document) { analyse(document); },
                [this](const std::string& name, const std::string& why) { fail(name, why); }});
  }

  /// Ends the output. A single document that failed leaves none at all.
  void finish(bool single) {
    if (!begun_ && single) return;
    if (!begun_) writer_.begin();
    writer_.end(all_done_);
  }

  [[nodiscard]] bool all_done() const noexcept { return all_done_; }

 private:
  void analyse(const Document& document) {
    auto analysis = analyser_.analyse(document.text, framework_.options);
    if (!analysis) return fail(document.name, analysis.error().message);
    leave_out(*analysis, min_confidence_);
    if (!std::exchange(begun_, true)) writer_.begin();
    writer_.write({document, *analysis, framework_.info(analysis->framework)});
  }

  void fail(const std::string& name, const std::string& why) {
    complain(name + ": " + why);
    all_done_ = false;
  }

  const Analyser& analyser_;
  const ChosenFramework& framework_;
  double min_confidence_;
  Writer& writer_;
  bool begun_ = false;
  bool all_done_ = true;
};

int analyse(const Arguments& arguments, const Analyser& analyser, const ChosenFramework& framework) {
  std::vector<std::string> inputs = arguments.inputs;
  if (inputs.empty()) {
    if (input_is_typed()) {
      complain("say which file to read, or - to type the text; candour --help says more");
      return kWrongUsage;
    }
    inputs.emplace_back("-");
  }
  const Format format = arguments.format.value_or(Format::text);
  const auto type = [format](const std::string& path) {
    return path == "-" && format == Format::ndjson ? Type::lines : type_of(path);
  };
  const WriterSettings settings{format, arguments.units.value_or(Units::utf16),
                                inputs.size() == 1 && single(type(inputs.front()))};
  Output out;
  const auto writer = make_writer(settings, out);
  Run run(analyser, framework, arguments.min_confidence, *writer);
  for (const std::string& input : inputs) run.read(input, type(input));
  run.finish(settings.single);
  return finish(out, run.all_done() ? kDone : kInputFailed);
}

int explain_words(const Arguments& arguments, const Analyser& analyser, const ChosenFramework& framework) {
  Document document{"the sentence", "-", nullptr, "", true};
  for (const std::string& word : arguments.inputs) document.text += (document.text.empty() ? "" : " ") + word;
  auto analysis = analyser.analyse(document.text, framework.options);
  if (!analysis) {
    complain(analysis.error().message);
    return kInputFailed;
  }
  leave_out(*analysis, arguments.min_confidence);
  Output out;
  if (arguments.format == Format::json) {
    out << to_json(*analysis, document.text, arguments.units.value_or(Units::utf16)) << "\n";
  } else {
    explain({document, *analysis, framework.info(analysis->framework)}, analyser, terminal(), out);
  }
  return finish(out, kDone);
}

int run(const std::vector<std::string_view>& words) {
  const auto arguments = read_arguments(words);
  if (!arguments) {
    complain(arguments.error().message + " candour --help says what there is.");
    return kWrongUsage;
  }
  Output out;
  if (arguments->command == Command::help) {
    out << manual();
    return finish(out, kDone);
  }
  if (arguments->command == Command::version) {
    out << "candour " << version() << "\n";
    return finish(out, kDone);
  }
  const auto analyser = Analyser::create();
  if (!analyser) {
    complain("its knowledge is broken: " + said(analyser.error()));
    return kInputFailed;
  }
  if (arguments->command == Command::frameworks) {
    return list_frameworks(*analyser, arguments->format.value_or(Format::text));
  }
  const auto framework = choose_framework(arguments->framework, *analyser);
  if (!framework) {
    complain(said(framework.error()));
    return kWrongUsage;
  }
  if (arguments->command == Command::explain) return explain_words(*arguments, *analyser, *framework);
  return analyse(*arguments, *analyser, *framework);
}

}  // namespace
}  // namespace candour::cli

int main(int argc, char** argv) {
  return candour::cli::run(std::vector<std::string_view>(argv + (argc > 0 ? 1 : 0), argv + argc));
}
