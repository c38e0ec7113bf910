#include "learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace candour::train {
namespace {

using detail::Head;
using detail::kHeads;
constexpr std::size_t kLabels = 2;
constexpr std::size_t kDetails = kHeads - kLabels;

/// Sparse rows over the columns that have a weight, and the columns' penalties. Column 0 is the bias.
struct Matrix {
  std::vector<std::uint32_t> columns;  ///< of all rows, one after the other
  std::vector<std::size_t> starts{0};
  std::vector<float> penalty;
  std::vector<std::uint32_t> row_of;  ///< column → row of the model's table; that of column 0 is unused

  [[nodiscard]] std::size_t width() const { return penalty.size(); }
};

Matrix matrix_of(const std::vector<const Example*>& examples, const std::vector<float>& weights, std::uint32_t rows,
                 int least_count, const std::array<float, detail::kFeatureKinds>& penalty) {
  std::vector<float> seen(rows, 0);
  std::vector<std::uint32_t> last(rows, 0);
  std::vector<std::uint8_t> kind(rows, 0);
  std::uint32_t number = 0;
  for (const Example* e : examples) {
    ++number;
    for (std::size_t i = 0; i < e->features.size(); ++i) {
      const std::uint32_t row = e->features[i] & (rows - 1);
      if (last[row] == number) continue;
      last[row] = number;
      kind[row] = std::max(kind[row], e->kinds[i]);
      seen[row] += weights.empty() ? 1 : weights[number - 1];
    }
  }
  Matrix m;
  m.penalty.push_back(0);
  m.row_of.push_back(0);
  std::vector<std::uint32_t> column(rows, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (seen[row] < static_cast<float>(least_count)) continue;
    column[row] = static_cast<std::uint32_t>(m.penalty.size());
    m.penalty.push_back(penalty[kind[row]]);
    m.row_of.push_back(row);
  }
  for (const Example* e : examples) {
    m.columns.push_back(0);
    for (const std::uint32_t f : e->features) {
      if (const std::uint32_t c = column[f & (rows - 1)]; c != 0) m.columns.push_back(c);
    }
    m.starts.push_back(m.columns.size());
  }
  return m;
}

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// Minimises `loss(point, gradient)` from `point`. `curvature` is a rough guess of the diagonal of its Hessian:
/// features are seen from three times to always, and without it the rare ones would hardly move (Nocedal and Wright,
/// 2006, "Numerical Optimization", section 7.2).
template <class Loss>
void minimise(Vector& point, const Vector& curvature, int iterations, const Loss& loss) {
  constexpr std::size_t kMemory = 8;
  constexpr double kArmijo = 1e-4;
  constexpr double kTolerance = 1e-5;
  const std::size_t n = point.size();
  Vector gradient(n), next(n), next_gradient(n), direction(n);
  std::vector<Vector> s, y;
  double value = loss(point, gradient);
  for (int iteration = 0; iteration < iterations; ++iteration) {
    direction = gradient;
    std::vector<double> alpha(s.size());
    for (std::size_t k = s.size(); k-- > 0;) {
      alpha[k] = dot(s[k], direction) / dot(y[k], s[k]);
      for (std::size_t i = 0; i < n; ++i) direction[i] -= alpha[k] * y[k][i];
    }
    for (std::size_t i = 0; i < n; ++i) direction[i] /= curvature[i];
    if (!s.empty()) {
      double change = 0;
      for (std::size_t i = 0; i < n; ++i) change += y.back()[i] * y.back()[i] / curvature[i];
      const double scale = dot(s.back(), y.back()) / change;
      for (double& d : direction) d *= scale;
    }
    for (std::size_t k = 0; k < s.size(); ++k) {
      const double beta = dot(y[k], direction) / dot(y[k], s[k]);
      for (std::size_t i = 0; i < n; ++i) direction[i] += (alpha[k] - beta) * s[k][i];
    }
    const double slope = dot(gradient, direction);
    if (slope <= 0) break;
    double step = 1;
    double next_value = 0;
    constexpr int kMostHalvings = 20;
    int halvings = 0;
    for (; halvings < kMostHalvings; ++halvings, step /= 2) {
      for (std::size_t i = 0; i < n; ++i) next[i] = point[i] - step * direction[i];
      next_value = loss(next, next_gradient);
      if (next_value <= value - kArmijo * step * slope) break;
    }
    if (halvings == kMostHalvings) break;
    Vector ds(n), dy(n);
    for (std::size_t i = 0; i < n; ++i) {
      ds[i] = next[i] - point[i];
      dy[i] = next_gradient[i] - gradient[i];
    }
    if (dot(ds, dy) > 1e-12) {
      s.push_back(std::move(ds));
      y.push_back(std::move(dy));
      if (s.size() > kMemory) {
        s.erase(s.begin());
        y.erase(y.begin());
      }
    }
    const double gained = value - next_value;
    point.swap(next);
    gradient.swap(next_gradient);
    value = next_value;
    if (gained < kTolerance * value) break;
  }
}

/// The penalties, and what the examples add to them where the model is unsure.
Vector curvature_of(const Matrix& m, const std::vector<float>& weights, std::size_t heads) {
  constexpr double kUnsure = 0.1;  // p (1 - p) of the typical clause
  const std::size_t width = m.width();
  Vector out(width * heads, 1e-3);
  for (std::size_t c = 0; c < width; ++c) out[c] += double{m.penalty[c]};
  for (std::size_t r = 0; r + 1 < m.starts.size(); ++r) {
    for (std::size_t k = m.starts[r]; k < m.starts[r + 1]; ++k) out[m.columns[k]] += kUnsure * double{weights[r]};
  }
  for (std::size_t h = 1; h < heads; ++h)
    std::copy_n(out.begin(), width, out.begin() + static_cast<std::ptrdiff_t>(h * width));
  return out;
}

/// Softmax over two heads against context: point holds the weights of strength, then of concern.
double label_loss(const Matrix& m, const std::vector<Weighted>& data, const Vector& centre, const Vector& point,
                  Vector& gradient) {
  const std::size_t width = m.width();
  double loss = 0;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const auto penalty = double{m.penalty[i % width]};
    const double away = point[i] - centre[i];
    loss += penalty * away * away / 2;
    gradient[i] = penalty * away;
  }
  for (std::size_t r = 0; r + 1 < m.starts.size(); ++r) {
    double z0 = 0;
    double z1 = 0;
    for (std::size_t k = m.starts[r]; k < m.starts[r + 1]; ++k) {
      z0 += point[m.columns[k]];
      z1 += point[width + m.columns[k]];
    }
    const detail::Odds p = detail::odds(z0, z1);
    const Label label = data[r].example->label;
    const auto weight = double{data[r].weight};
    const double own = label == Label::strength  ? p.strength
                       : label == Label::concern ? p.concern
                                                 : 1 - p.strength - p.concern;
    loss -= weight * std::log(std::max(own, 1e-12));
    const double g0 = weight * (p.strength - (label == Label::strength ? 1 : 0));
    const double g1 = weight * (p.concern - (label == Label::concern ? 1 : 0));
    for (std::size_t k = m.starts[r]; k < m.starts[r + 1]; ++k) {
      gradient[m.columns[k]] += g0;
      gradient[width + m.columns[k]] += g1;
    }
  }
  return loss;
}

double detail_loss(const Matrix& m, const std::vector<bool>& target, const std::vector<float>& weights,
                   const Vector& point, Vector& gradient) {
  double loss = 0;
  for (std::size_t i = 0; i < point.size(); ++i) {
    loss += double{m.penalty[i]} * point[i] * point[i] / 2;
    gradient[i] = double{m.penalty[i]} * point[i];
  }
  constexpr double kNever = -1e9;
  for (std::size_t r = 0; r + 1 < m.starts.size(); ++r) {
    double z = 0;
    for (std::size_t k = m.starts[r]; k < m.starts[r + 1]; ++k) z += point[m.columns[k]];
    const double p = detail::odds(z, kNever).strength;
    loss -= double{weights[r]} * std::log(std::max(target[r] ? p : 1 - p, 1e-12));
    const double g = double{weights[r]} * (p - (target[r] ? 1 : 0));
    for (std::size_t k = m.starts[r]; k < m.starts[r + 1]; ++k) gradient[m.columns[k]] += g;
  }
  return loss;
}

constexpr float kLeastSteps = 1.5F;  // of a weight that is kept: half of all are smaller, and change next to nothing

constexpr std::array kDetailHeads{Head::severe,   Head::slight, Head::action,
                                  Head::improved, Head::worse,  Head::unchanged};

bool is_target(const Example& e, Head head) {
  switch (head) {
    case Head::severe:
      return e.severity == 3;
    case Head::slight:
      return e.severity == 1;
    case Head::action:
      return e.kind == Kind::action;
    case Head::improved:
      return e.trend == Trend::improved;
    case Head::worse:
      return e.trend == Trend::worse;
    case Head::unchanged:
      return e.trend == Trend::unchanged;
    default:
      return false;
  }
}

/// Whether a finding can have what the head tells: only strengths have improved, only concerns ask for action.
bool is_asked(const Example& e, Head head) {
  if (head == Head::severe || head == Head::slight) return true;
  return (e.label == Label::strength) == (head == Head::improved);
}

}  // namespace

FloatModel learn(const std::vector<Weighted>& data, const LearnerOptions& options, const FloatModel* prior) {
  FloatModel model;
  model.rows = options.rows;
  model.detail_rows = options.detail_rows;
  model.labels.resize(std::size_t{options.rows} * kLabels);
  model.details.resize(std::size_t{options.detail_rows} * kDetails);
  std::vector<const Example*> all;
  all.reserve(data.size());
  for (const Weighted& w : data) all.push_back(w.example);
  if (options.labels) {
    std::vector<float> weights;
    weights.reserve(data.size());
    for (const Weighted& w : data) weights.push_back(w.weight);
    const Matrix m = matrix_of(all, {}, options.rows, options.least_count, options.penalty);
    Vector centre(m.width() * kLabels, 0);
    if (prior != nullptr) {
      // a feature that only the prior knows keeps the prior's weight
      model.labels = prior->labels;
      for (std::size_t h = 0; h < kLabels; ++h) {
        centre[h * m.width()] = double{prior->bias[h]};
        for (std::size_t c = 1; c < m.width(); ++c)
          centre[h * m.width() + c] = double{prior->labels[m.row_of[c] * kLabels + h]};
      }
    }
    Vector point = centre;
    minimise(point, curvature_of(m, weights, kLabels), options.iterations,
             [&](const Vector& at, Vector& gradient) { return label_loss(m, data, centre, at, gradient); });
    for (std::size_t h = 0; h < kLabels; ++h) {
      model.bias[h] = static_cast<float>(point[h * m.width()]);
      for (std::size_t c = 1; c < m.width(); ++c)
        model.labels[m.row_of[c] * kLabels + h] = static_cast<float>(point[h * m.width() + c]);
    }
  }
  if (!options.details) return model;
  for (const Head head : kDetailHeads) {
    const bool severity = head == Head::severe || head == Head::slight;
    std::vector<const Example*> asked;
    std::vector<bool> target;
    std::vector<float> weights;
    for (const Weighted& w : data) {
      const float weight = severity ? w.severity : 1;
      if (weight == 0 || w.example->label == Label::context || !is_asked(*w.example, head)) continue;
      asked.push_back(w.example);
      target.push_back(is_target(*w.example, head));
      weights.push_back(weight);
    }
    const Matrix d = matrix_of(asked, weights, options.detail_rows, options.least_count,
                               severity ? options.severity_penalty : options.detail_penalty);
    Vector at(d.width(), 0);
    minimise(at, curvature_of(d, weights, 1), options.iterations,
             [&](const Vector& where, Vector& gradient) { return detail_loss(d, target, weights, where, gradient); });
    const std::size_t h = detail::index_of(head);
    model.bias[h] = static_cast<float>(at[0]);
    for (std::size_t c = 1; c < d.width(); ++c)
      model.details[d.row_of[c] * kDetails + h - kLabels] = static_cast<float>(at[c]);
  }
  return model;
}

detail::Scores score(const FloatModel& model, const std::vector<std::uint32_t>& features) {
  detail::Scores out{};
  for (std::size_t h = 0; h < kHeads; ++h) out[h] = double{model.bias[h]};
  for (const std::uint32_t f : features) {
    const std::size_t row = std::size_t{f & (model.rows - 1)} * kLabels;
    out[0] += double{model.labels[row]};
    out[1] += double{model.labels[row + 1]};
    const std::size_t row2 = std::size_t{f & (model.detail_rows - 1)} * kDetails;
    for (std::size_t h = 0; h < kDetails; ++h) out[h + kLabels] += double{model.details[row2 + h]};
  }
  return out;
}

namespace {

/// To the nearest whole number; a weight too small to matter becomes 0.
float rounded(float steps) { return std::abs(steps) < kLeastSteps ? 0.0F : std::round(steps); }

}  // namespace

detail::Model quantise(const FloatModel& model, const Levels& levels) {
  detail::Model out;
  out.rows = model.rows;
  out.detail_rows = model.detail_rows;
  out.labels.resize(model.rows);
  std::vector<detail::DetailRow> details(model.detail_rows);
  out.bias = model.bias;
  out.temperature = model.temperature;
  out.thresholds = model.thresholds;
  const auto step_of = [](const std::vector<float>& weights, std::size_t heads, std::size_t h, int steps) {
    float most = 1e-6F;
    for (std::size_t i = h; i < weights.size(); i += heads) most = std::max(most, std::abs(weights[i]));
    return most / static_cast<float>(std::min(steps, 127));
  };
  for (std::size_t h = 0; h < kLabels; ++h) {
    const float step = step_of(model.labels, kLabels, h, levels.labels);
    out.scale[h] = step;
    for (std::size_t i = 0; i < model.rows; ++i)
      out.labels[i][h] = static_cast<std::int8_t>(rounded(model.labels[i * kLabels + h] / step));
  }
  for (std::size_t h = 0; h < kDetails; ++h) {
    const bool severity = h + kLabels <= detail::index_of(Head::slight);
    const float step = step_of(model.details, kDetails, h, severity ? levels.severity : levels.details);
    out.scale[h + kLabels] = step;
    for (std::size_t i = 0; i < model.detail_rows; ++i)
      details[i][h] = static_cast<std::int8_t>(rounded(model.details[i * kDetails + h] / step));
  }
  out.details = detail::SparseRows(model.detail_rows);
  for (std::size_t i = 0; i < details.size(); ++i) {
    if (details[i] != detail::DetailRow{}) out.details.fill(i, details[i]);
  }
  return out;
}

}  // namespace candour::train
