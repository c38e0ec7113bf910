// json and ndjson: the analysis by core/include/candour/analysis.schema.json. Where there may be several, each says by
// its "id" which document it is of.
#include <nlohmann/json.hpp>
#include <string>

#include "write.h"

namespace candour::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The id that was given, else the document's name.
std::string with_id(const Report& report, Units units) {
  const Json& id = report.document.id;
  const std::string analysis = to_json(report.analysis, report.document.text, units);
  return "{\"id\":" + dump(id.is_null() ? Json(report.document.name) : id) + "," + analysis.substr(1);
}

class JsonWriter : public Writer {
 public:
  JsonWriter(Output& out, Units units, bool single) : out_(out), units_(units), single_(single) {}

  void begin() override {
    if (!single_) out_ << "[";
  }

  void write(const Report& report) override {
    if (single_) {
      out_ << to_json(report.analysis, report.document.text, units_) << "\n";
      return;
    }
    out_ << (first_ ? "\n" : ",\n") << with_id(report, units_);
    first_ = false;
  }

  void end(bool /*all_done*/) override {
    if (!single_) out_ << "\n]\n";
  }

 private:
  Output& out_;
  Units units_;
  bool single_;
  bool first_ = true;
};

class LinesWriter : public Writer {
 public:
  LinesWriter(Output& out, Units units) : out_(out), units_(units) {}
  void write(const Report& report) override { out_ << with_id(report, units_) << "\n"; }

 private:
  Output& out_;
  Units units_;
};

}  // namespace

std::unique_ptr<Writer> json_writer(Output& out, Units units, bool single) {
  return std::make_unique<JsonWriter>(out, units, single);
}

std::unique_ptr<Writer> lines_writer(Output& out, Units units) { return std::make_unique<LinesWriter>(out, units); }

}  // namespace candour::cli
