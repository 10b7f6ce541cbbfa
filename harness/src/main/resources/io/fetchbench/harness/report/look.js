// What charts and tables look like. Okabe and Ito's palette, its darkest colours lightened where the paper is dark.
// Symbols and dashes are as many as have no divisor in common with it, so that an eighth arm differs from the first.
const LIGHT = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B07A00", "#3D9BE0", "#000000"];
const DARK = ["#56B4E9", "#E8803C", "#2CC59B", "#E0A0C4", "#F0C04C", "#8FB4FF", "#E6EDF3"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
const GLYPHS = ["●", "■", "▲", "◆", "○", "□", "△", "◇"];
const DASHES = ["solid", [8, 4], [2, 3], [10, 3, 2, 3], [14, 4]];

const pick = (list, i) => list[i % list.length];
const encode = text => echarts.format.encodeHTML(text);

const look = dark => dark
  ? { palette: DARK, ink: "#e6edf3", soft: "#9aa5b1", line: "#3b444d", panel: "#182028", paper: "#0f1419",
      heat: ["#14212e", "#1d4e75", "#2b8cc4", "#8fd0f5", "#f2fbff"] }
  : { palette: LIGHT, ink: "#1b1f24", soft: "#57606a", line: "#d0d7de", panel: "#ffffff", paper: "#ffffff",
      heat: ["#eef4fa", "#bcd9ee", "#6baed6", "#2171b5", "#08306b"] };

// Numbers come with four significant digits; exponents are for machines.
const number = value => {
  if (value === null || value === undefined) {
    return "–";
  }
  const text = String(Number(value.toPrecision(4)));
  return text.includes("e") ? value.toFixed(10).replace(/\.?0+$/, "") : text;
};
const tick = value => Math.abs(value) >= 10000 ? Number((value / 1000).toPrecision(3)) + "k" : number(value);
// A median and its ends with as many decimals as three digits of the median need.
const numbers = (middle, low, high) => {
  const decimals = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(middle) || 1))));
  const text = value => value.toFixed(decimals);
  return text(middle) + (low === high ? "" : " (" + text(low) + "–" + text(high) + ")");
};
const withUnit = (value, unit) => number(value) + (unit === "ratio" ? "×" : " " + unit);

// The axis counts fetches: one in x takes longer. Its label is the percentile, 1 - 1/x.
const percentile = oneIn => {
  const nines = Math.log10(oneIn);
  const decimals = Math.max(0, Math.ceil(nines - 1e-6) - 2) + (Math.abs(nines - Math.round(nines)) < 1e-6 ? 0 : 2);
  return Number((100 * (1 - 1 / oneIn)).toFixed(decimals)) + "%";
};

const label = (data, cell) => (cell.mark === "✓" ? "" : cell.mark + " ") + data.arms[cell.arm];
const opacity = cell => cell.invalid ? 0.35 : 1;
const metricIndex = (data, key) => data.metrics.findIndex(metric => metric.key === key);

const tooltip = t => ({
  confine: true, backgroundColor: t.panel, borderColor: t.line, textStyle: { color: t.ink, fontSize: 12 }
});

const axis = t => ({
  nameTextStyle: { color: t.soft }, axisLabel: { color: t.soft, hideOverlap: true },
  axisLine: { lineStyle: { color: t.soft } }, splitLine: { lineStyle: { color: t.line } },
  nameLocation: "middle"
});

// Logarithmic where the values span more than the factor.
const valueAxis = (t, values, name, gap, factor = 2) => {
  const positive = values.filter(value => value > 0);
  const spread = Math.max(...positive) / Math.min(...positive);
  const common = { ...axis(t), nameGap: gap, axisLabel: { color: t.soft, hideOverlap: true, formatter: tick } };
  return spread > factor && positive.length === values.length
    ? { ...common, type: "log", logBase: spread < 100 ? 2 : 10, name: name + " (log)" }
    : { ...common, type: "value", scale: true, name };
};

const legend = (t, tight) => ({
  top: 0, left: 0, itemWidth: 44, textStyle: { color: t.ink, width: 200, overflow: "truncate" }, inactiveColor: t.line,
  selectedMode: false, orient: tight ? "vertical" : "horizontal"
});
const legendHeight = (names, width) => {
  const rows = names.reduce(([count, used], name) => {
    const item = 62 + Math.min(200, 7 * name.length);
    return used + item > width ? [count + 1, item] : [count, used + item];
  }, [1, 0]);
  return 22 * (width < 440 ? names.length : rows[0]);
};

const lineSeries = (data, t, cell, points, more) => ({
  type: "line", name: label(data, cell), data: points, symbol: pick(SYMBOLS, cell.arm),
  itemStyle: { color: pick(t.palette, cell.arm), opacity: opacity(cell) },
  lineStyle: { color: pick(t.palette, cell.arm), width: 2, type: pick(DASHES, cell.arm), opacity: opacity(cell) },
  emphasis: { focus: "series" }, ...more
});
