// Elements and tables. Text from the record only ever becomes a text node or an attribute's value.

const el = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== ""));
  return element;
};

// What is whole, as counts and process ids are, is shown to the last digit.
const cellText = value => Number.isInteger(value) ? String(value)
  : typeof value === "number" ? number(value) : value === null ? "–" : value;

const tableElement = (caption, { head, rows }) => el("div", { class: "scroll tall", tabindex: "0", role: "group", "aria-label": caption },
  el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...head.map(text => el("th", { scope: "col" }, el("bdi", {}, text))))),
    el("tbody", {}, ...rows.map(row => el("tr", {}, ...row.map((value, i) => i === 0
      ? el("th", { scope: "row" }, el("bdi", {}, cellText(value)))
      : el("td", { "data-label": head[i] }, cellText(value))))))));

// A spreadsheet takes text that begins like this for a formula; an apostrophe in front makes it text again.
const csvField = value => {
  if (value === null || value === undefined) {
    return "";
  }
  const text = typeof value === "string" && /^[=+\-@\t\r\n]/.test(value) ? "'" + value : String(value);
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
};
const csv = ({ head, rows }) => [head, ...rows].map(row => row.map(csvField).join(",") + "\n").join("");

const save = (name, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = el("a", { href: url, download: name.replace(/[^A-Za-z0-9._-]+/g, "_").slice(0, 100) + ".csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};

// What is neither time of a batch nor latency nor a rate is a cost.
const isCost = metric => metric.lowerIsBetter && !/^(makespan|latency|intended|late_|release)/.test(metric.key);

// Cost is a table whose cells have bars: the numbers are too different for one axis.
const costTable = ({ data, cells }) => {
  const shown = data.metrics.map((metric, m) => ({ metric, m }))
    .filter(({ metric, m }) => isCost(metric) && cells.some(cell => cell.spreads[m]));
  return { metrics: shown, table: {
    head: ["arm", ...shown.flatMap(({ metric }) => [metric.key, metric.key + " lowest", metric.key + " highest"]), "validity"],
    rows: cells.map(cell => [data.arms[cell.arm],
      ...shown.flatMap(({ m }) => cell.spreads[m] ? cell.spreads[m].slice(0, 3) : [null, null, null]), cell.mark]) } };
};

const costElement = (context, caption) => {
  const { data, cells, t } = context;
  const { metrics } = costTable(context);
  const most = ({ m }) => Math.max(...cells.map(cell => cell.spreads[m]?.[0] ?? 0)) || 1;
  const bar = (cell, column) => {
    const spread = cell.spreads[column.m];
    return el("td", { "data-label": column.metric.key, title: column.metric.meaning },
      el("span", {}, spread ? number(spread[0]) : "–"),
      spread && !cell.invalid ? el("span", { class: "bar", style: "width:" + 100 * spread[0] / most(column) + "%;background:"
        + pick(t.palette, cell.arm) }) : "");
  };
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
    el("table", { class: "cost" }, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "arm"),
        ...metrics.map(({ metric }) => el("th", { scope: "col", title: metric.meaning }, metric.key.replaceAll("_", " "))))),
      el("tbody", {}, ...cells.map(cell => el("tr", cell.invalid ? { class: "struck" } : {},
        el("th", { scope: "row" }, pick(GLYPHS, cell.arm) + " ", el("bdi", {}, label(data, cell))),
        ...metrics.map(column => bar(cell, column)))))));
};
