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

/// A sentence without findings, behind a blank or as the first of a paragraph.
GoldSentence& append(GoldDocument& doc, const std::string& words, bool paragraph) {
  if (!doc.sentences.empty()) doc.text += paragraph ? "\n\n" : " ";
  const auto start = static_cast<std::uint32_t>(doc.text.size());
  doc.text += words;
  return doc.sentences.emplace_back(GoldSentence{{start, static_cast<std::uint32_t>(doc.text.size())}, {}});
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
    const std::string words = row.value("s", "");
    GoldSentence& sentence = append(doc, words, p != paragraph);
    const std::uint32_t start = sentence.span.start;
    paragraph = p;
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
std::optional<GoldDocument> read_report(const Json& row, const std::vector<const HeadedSentence*>& report,
                                        const Json& headings) {
  GoldDocument doc;
  doc.name = row.value("doc", "");
  doc.part = kReports;
  doc.domain = row.value("domain", "");
  doc.group = group_of(doc.name);
  std::vector<std::size_t> at;  // of the report's sentences among the document's, between which headings stand
  std::string section;
  std::string words;
  for (const HeadedSentence* h : report) {
    const bool first = h->section != section;
    if (first) append(doc, headings.value(h->section, ""), true);
    section = h->section;
    at.push_back(doc.sentences.size());
    append(doc, h->text, first || h->lead);
    words += h->text;
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
                   row.value("lead", false), group_of(row.value("doc", "")), file.stem().string(), row.value("doc", ""),
                   row.value("section", "")});
  }
  return out;
}

std::vector<GoldDocument> read_reports(const std::filesystem::path& labels, std::span<const HeadedSentence> headed) {
  std::map<std::string, std::vector<const HeadedSentence*>> placed;
  for (const HeadedSentence& h : headed) placed[h.report].push_back(&h);
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
