#include "corpus.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace candour::train {
namespace {

using Json = nlohmann::json;

Label label_of(const std::string& name) {
  return name == "strength" ? Label::strength : name == "concern" ? Label::concern : Label::context;
}

Trend trend_of(const Json& finding) {
  const auto it = finding.find("trend");
  if (it == finding.end() || !it->is_string()) return Trend::none;
  return *it == "improved"    ? Trend::improved
         : *it == "worse"     ? Trend::worse
         : *it == "unchanged" ? Trend::unchanged
                              : Trend::none;
}

std::optional<GoldDocument> read_document(const std::filesystem::path& path, const std::string& part) {
  std::ifstream in(path);
  std::string line;
  GoldDocument doc;
  doc.name = path.stem().string();
  doc.part = part;
  doc.group = group_of(doc.name);
  doc.blind = !is_written(part) && is_blind(doc.name);
  int paragraph = -1;
  bool header = true;
  while (std::getline(in, line)) {
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    const Json row = Json::parse(line, nullptr, false);
    if (row.is_discarded()) return std::nullopt;
    if (header) {
      doc.domain = row.value("domain", "");
      header = false;
      continue;
    }
    const int p = row.value("p", 0);
    if (paragraph >= 0) doc.text += p == paragraph ? " " : "\n\n";
    paragraph = p;
    const std::string words = row.value("s", "");
    GoldSentence sentence;
    const auto start = static_cast<std::uint32_t>(doc.text.size());
    doc.text += words;
    sentence.span = {start, static_cast<std::uint32_t>(doc.text.size())};
    std::size_t from = 0;
    for (const Json& f : row["f"]) {
      const std::string quote = f.value("q", "");
      const std::size_t at = words.find(quote, from);
      if (at == std::string::npos) return std::nullopt;
      from = at + quote.size();
      GoldFinding finding;
      finding.span = {start + static_cast<std::uint32_t>(at), start + static_cast<std::uint32_t>(from)};
      finding.label = label_of(f.value("label", ""));
      finding.severity = f.value("severity", 2);
      finding.kind = f.value("kind", "") == "action" ? Kind::action : Kind::judgement;
      finding.trend = trend_of(f);
      if (f.contains("themes")) finding.themes = f["themes"].get<std::vector<std::string>>();
      sentence.findings.push_back(std::move(finding));
    }
    doc.sentences.push_back(std::move(sentence));
  }
  return doc;
}

/// A finding as reports.jsonl holds it: the sentence's number, bytes from and to in it, and label, severity, action and
/// trend in few letters: "+2", "-3au".
GoldFinding finding_of(const Json& row) {
  GoldFinding out;
  out.span = {row[1].get<std::uint32_t>(), row[2].get<std::uint32_t>()};
  const auto code = row[3].get<std::string>();
  const auto has = [&code](char letter) { return code.find(letter) != std::string::npos; };
  out.label = has('+') ? Label::strength : Label::concern;
  out.severity = code.at(1) - '0';
  out.kind = has('a') ? Kind::action : Kind::judgement;
  out.trend = has('i') ? Trend::improved : has('w') ? Trend::worse : has('u') ? Trend::unchanged : Trend::none;
  return out;
}

/// Where a sentence of a headed corpus stood.
struct Placed {
  std::string text, section;
  bool lead = false;
};

std::map<std::string, std::vector<Placed>> read_placed(const std::filesystem::path& real) {
  std::map<std::string, std::vector<Placed>> out;
  for (const char* name : {"ofsted-send.jsonl", "joint-inspections.jsonl"}) {
    std::ifstream in(real / name);
    std::string line;
    while (std::getline(in, line)) {
      const Json row = Json::parse(line, nullptr, false);
      if (row.is_discarded() || !row.is_object()) continue;
      out[row.value("doc", "")].push_back({row.value("text", ""), row.value("section", ""), row.value("lead", false)});
    }
  }
  return out;
}

/// CRC-32 as in zlib and PNG: known everywhere, so that anyone can tell which documents are blind.
std::uint32_t crc32(std::string_view bytes) {
  constexpr std::uint32_t kPolynomial = 0xEDB88320U;
  std::uint32_t crc = ~0U;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kPolynomial : 0U);
  }
  return ~crc;
}

/// A report and its labels. Nothing where the words are not those that were labelled.
std::optional<GoldDocument> read_report(const Json& row, const std::vector<Placed>& report, const Json& headings) {
  GoldDocument doc;
  doc.name = row.value("doc", "");
  doc.part = kReports;
  doc.domain = row.value("domain", "");
  doc.group = group_of(doc.name);
  const auto add = [&doc](const std::string& words, bool paragraph) {
    if (!doc.text.empty()) doc.text += paragraph ? "\n\n" : " ";
    const auto start = static_cast<std::uint32_t>(doc.text.size());
    doc.text += words;
    doc.sentences.push_back({{start, static_cast<std::uint32_t>(doc.text.size())}, {}});
  };
  std::vector<std::size_t> at;  // of the report's sentences among the document's, between which headings stand
  std::string section;
  std::string words;
  for (const Placed& p : report) {
    const bool first = p.section != section;
    if (first) add(headings.value(p.section, ""), true);
    section = p.section;
    at.push_back(doc.sentences.size());
    add(p.text, first || p.lead);
    words += p.text;
  }
  if (crc32(words) != row.value("crc", 0U)) return std::nullopt;
  for (const Json& f : row["f"]) {
    GoldSentence& sentence = doc.sentences.at(at.at(f[0].get<std::size_t>()));
    GoldFinding finding = finding_of(f);
    finding.span = {finding.span.start + sentence.span.start, finding.span.end + sentence.span.start};
    sentence.findings.push_back(std::move(finding));
  }
  return doc;
}

}  // namespace

bool is_written(std::string_view part) noexcept { return part == "written" || part == "long" || part == "plain"; }

bool is_measured(std::string_view part) noexcept { return !is_written(part) && part != kReports; }

bool is_blind(std::string_view name) {
  constexpr std::uint32_t kOneIn = 10;
  return crc32(name) % kOneIn == 0;
}

std::string group_of(const std::string& name) {
  std::string out = name;
  if (const std::size_t at = out.find("__"); at != std::string::npos) {  // 80522_medway__02-april-2024
    const std::size_t from = out.find('_');
    out = out.substr(from + 1, at - from - 1);
  } else if (const std::size_t dash = out.find('-'); dash != std::string::npos) {
    out.erase(0, dash + 1);
  }
  for (const std::string part : {"gao-", "-focused", "-ilacs", "-resp", "-2025", "-module1", "-house", "-state"}) {
    if (const std::size_t at = out.find(part); at != std::string::npos) out.erase(at, part.size());
  }
  while (!out.empty() && (out.back() == '-' || (out.back() >= '0' && out.back() <= '9'))) out.pop_back();
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::vector<GoldDocument> read_gold(const std::filesystem::path& folder, const std::string& part) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<GoldDocument> out;
  for (const auto& file : files) {
    auto doc = read_document(file, part);
    if (doc)
      out.push_back(std::move(*doc));
    else
      std::cerr << "cannot read " << file << '\n';
  }
  return out;
}

std::vector<HeadedSentence> read_headed(const std::filesystem::path& file) {
  std::vector<HeadedSentence> out;
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (row.is_discarded() || !row.is_object()) continue;
    out.push_back({row.value("text", ""), label_of(row.value("label", "")), row.value("kind", "") == "finding",
                   row.value("lead", false), group_of(row.value("doc", "")), file.stem().string(),
                   row.value("doc", "")});
  }
  return out;
}

std::vector<GoldDocument> read_reports(const std::filesystem::path& labels, const std::filesystem::path& real) {
  const auto placed = read_placed(real);
  std::vector<GoldDocument> out;
  std::ifstream in(labels);
  std::string line;
  Json headings;
  while (std::getline(in, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (row.contains("headings")) {
      headings = row["headings"];
      continue;
    }
    const auto report = placed.find(row.value("doc", ""));
    if (report == placed.end()) continue;
    auto doc = read_report(row, report->second, headings);
    if (doc)
      out.push_back(std::move(*doc));
    else
      std::cerr << report->first << " has other words than were labelled\n";
  }
  return out;
}

}  // namespace candour::train
