const data = JSON.parse(document.getElementById("data").textContent);
const kinds = { ratios, percentiles, time, makespan, outcomes, rounds, slices, sweep, pairs };
const night = window.matchMedia("(prefers-color-scheme: dark)");
const said = document.getElementById("said");
let printing = false;

// The state is in the URL's fragment, so that a link to the page is a link to what is seen:
// #section&styles=a,b&workloads=c&start=actual&ratio=METRIC&round=METRIC. What is as at first is left out.
const metricOr = (key, fallback) => metricIndex(data, key) >= 0 ? key : fallback;
const initial = () => ({
  section: "", styles: null, workloads: null, start: "intended",
  ratio: metricOr("cpu_us_per_fetch", data.metrics[0]?.key), round: metricOr("cpu_us_per_fetch", data.metrics[0]?.key)
});
const workloadNames = data.workloads.map(workload => workload.name);
const among = (names, chosen) => {
  const known = names.filter(name => chosen.includes(name));
  return known.length === 0 || known.length === names.length ? null : known;
};

const decode = text => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const read = fragment => {
  const state = initial();
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [key, value] = part.split("=", 2);
    const list = () => value.split(",").map(decode);
    if (value === undefined) {
      state.section = decode(key);
    } else if (key === "styles") {
      state.styles = among(data.arms, list());
    } else if (key === "workloads") {
      state.workloads = among(workloadNames, list());
    } else if (key === "start" && ["intended", "actual"].includes(value)) {
      state.start = value;
    } else if (key === "ratio" || key === "round") {
      state[key] = metricOr(decode(value), state[key]);
    }
  }
  return state;
};

const write = state => {
  const parts = state.section ? [encodeURIComponent(state.section)] : [];
  const first = initial();
  for (const key of ["styles", "workloads"]) {
    if (state[key]) {
      parts.push(key + "=" + state[key].map(encodeURIComponent).join(","));
    }
  }
  for (const key of ["start", "ratio", "round"]) {
    if (state[key] !== first[key]) {
      parts.push(key + "=" + encodeURIComponent(state[key]));
    }
  }
  return parts.length === 0 ? " " : "#" + parts.join("&");
};

let state = read(location.hash);
const isShown = arm => !state.styles || state.styles.includes(data.arms[arm]);

// One chart: its place in the page, drawn when it comes near the window.
const figures = [];

const contextOf = figure => {
  const workload = data.workloads[figure.workload];
  return { data, workload, cells: workload ? workload.cells.filter(cell => isShown(cell.arm)) : [], state, isShown,
    sweep: figure.sweep, metric: figure.metric, verdict: data.verdicts[figure.finding], t: look(night.matches && !printing),
    width: figure.chart.clientWidth || 600 };
};

const draw = figure => {
  figure.drawn = true;
  echarts.getInstanceByDom(figure.chart)?.dispose();
  figure.chart.replaceChildren();
  figure.chart.style.height = "";
  if (figure.kind === "cost") {
    const context = contextOf(figure);
    const { metrics, table } = costTable(context);
    figure.table = table;
    figure.element.hidden = metrics.length === 0;
    figure.tips = [];
    figure.chart.append(costElement(context, figure.title));
    return;
  }
  const result = kinds[figure.kind](contextOf(figure));
  figure.element.hidden = result === null;
  figure.table = result?.table;
  figure.tips = result?.tips ?? [];
  if (result) {
    figure.chart.style.height = result.height + "px";
    figure.echart = echarts.init(figure.chart, null, { renderer: "svg" });
    figure.echart.setOption({ animation: false, textStyle: { fontFamily: "system-ui, sans-serif" }, ...result.option });
  }
  fill(figure);
};

const fill = figure => {
  if (figure.details?.open && figure.table) {
    figure.details.replaceChildren(figure.details.firstChild, tableElement(figure.title, figure.table));
  }
};

const near = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
  const figure = figures.find(f => f.chart === entry.target);
  if (!figure.drawn) {
    draw(figure);
  }
}), { rootMargin: "600px" });

const isVisible = element => element.getClientRects().length > 0;

const redraw = chosen => figures.filter(chosen).forEach(figure => {
  figure.drawn = false;
  figure.element.hidden = false;
  near.unobserve(figure.chart);
  near.observe(figure.chart);
});

const step = (figure, event) => {
  const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    figure.echart?.dispatchAction({ type: "hideTip" });
  } else if (move && figure.tips.length > 0) {
    event.preventDefault();
    figure.at = figure.at === undefined ? 0 : (figure.at + move + figure.tips.length) % figure.tips.length;
    const tip = figure.tips[figure.at];
    figure.echart.dispatchAction({ type: "showTip", seriesIndex: tip.series, dataIndex: tip.index });
    said.textContent = tip.text;
  }
};

const download = figure => {
  if (!figure.drawn) {
    draw(figure);
  }
  save(figure.name, csv(figure.table));
};

const addFigure = (element, kind, more) => {
  const title = element.querySelector("figcaption").textContent;
  const chart = el("div", kind === "cost" ? { class: "chart" } : { class: "chart", tabindex: "0", role: "img",
    "aria-label": title + ". Arrow keys step through the values; the table below has them all." });
  const figure = { element, kind, chart, title, name: kind + "-" + title, ...more };
  const button = el("button", { type: "button" }, "Download CSV");
  button.addEventListener("click", () => download(figure));
  if (kind !== "cost" && kind !== "outcomes") {
    figure.details = el("details", { class: "data" }, el("summary", {}, "Data"));
    figure.details.addEventListener("toggle", () => {
      if (!figure.drawn) {
        draw(figure);
      }
      fill(figure);
    });
  }
  chart.addEventListener("keydown", event => step(figure, event));
  element.append(chart, el("div", { class: "under" }, ...(figure.details ? [figure.details] : []), button));
  figures.push(figure);
};

const addSweeps = place => data.sweeps.forEach(sweep => ["fetches_per_s", "latency_p99_us", "intended_p99_us", "cpu_us_per_fetch"]
  .filter(key => metricIndex(data, key) >= 0
    && sweep.workloads.some(w => data.workloads[w].cells.some(cell => cell.spreads[metricIndex(data, key)])))
  .forEach(metric => {
    const element = el("figure", { "data-chart": "sweep" }, el("figcaption", {}, el("bdi", {}, sweep.name), ": " + metric
      + " over " + sweep.parameter));
    place.append(el("article", { "data-sweep": sweep.workloads.join(" ") }, element));
    addFigure(element, "sweep", { sweep, metric });
  }));

// The filter and the other controls.
const set = (change, chosen = () => true) => {
  Object.assign(state, change);
  history.replaceState(null, "", write(state) === " " ? location.pathname + location.search : write(state));
  apply();
  redraw(chosen);
};

const choices = (title, key, names, glyph) => {
  const boxes = names.map((name, i) => {
    const box = el("input", { type: "checkbox", value: name });
    box.addEventListener("change", () => set({ [key]: among(names, boxes.filter(b => b.checked).map(b => b.value)) }));
    return box;
  });
  const all = el("button", { type: "button" }, "all");
  all.addEventListener("click", () => set({ [key]: null }));
  const fieldset = el("fieldset", { "data-key": key }, el("legend", {}, title),
    ...boxes.map((box, i) => el("label", {}, box, glyph(i), el("bdi", {}, names[i]))), all);
  return fieldset;
};

const swatch = i => el("span", { class: "swatch", "data-colour": i, "aria-hidden": "true" }, pick(GLYPHS, i));

const select = (key, title, kind) => {
  const box = el("select", {}, ...data.metrics.map(metric => el("option", { value: metric.key }, metric.key)));
  box.addEventListener("change", () => set({ [key]: box.value }, figure => figure.kind === kind));
  box.dataset.state = key;
  return el("label", {}, title + " ", box);
};

const startChoice = () => {
  if (!data.workloads.some(workload => workload.cells.some(cell => cell.intended))) {
    return "";
  }
  const radios = ["intended", "actual"].map(start => {
    const radio = el("input", { type: "radio", name: "start", value: start });
    radio.addEventListener("change", () => set({ start }, figure => figure.kind === "percentiles"));
    return el("label", {}, radio, start);
  });
  return el("fieldset", {}, el("legend", {}, "Latency from the start that was"), ...radios,
    el("small", {}, "A batch is meant to start when it is handed over, an arrival at its time. Callers that go on show the actual start."));
};

const nav = () => {
  const sections = [...document.querySelectorAll("main > section")];
  const links = sections.map(section => {
    const link = el("a", { href: "#" + section.id }, section.querySelector("h2").textContent);
    link.addEventListener("click", event => {
      event.preventDefault();
      set({ section: section.id }, () => false);
      section.scrollIntoView();
      section.querySelector("h2").focus({ preventScroll: true });
    });
    section.querySelector("h2").tabIndex = -1;
    return link;
  });
  return el("nav", { "aria-label": "Sections" }, ...links);
};

const apply = () => {
  const hides = (list, name) => list !== null && !list.includes(name);
  document.querySelectorAll("[data-arm]").forEach(part => { part.hidden = hides(state.styles, part.dataset.arm); });
  document.querySelectorAll("[data-workload]").forEach(part => {
    part.hidden = hides(state.workloads, workloadNames[Number(part.dataset.workload)]);
  });
  document.querySelectorAll("li[data-name]").forEach(item => { item.hidden = hides(state.workloads, item.dataset.name); });
  document.querySelectorAll("[data-sweep]").forEach(part => {
    part.hidden = part.dataset.sweep.split(" ").every(w => hides(state.workloads, workloadNames[Number(w)]));
  });
  for (const key of ["styles", "workloads"]) {
    document.querySelectorAll(`fieldset[data-key=${key}] input`).forEach(box => { box.checked = !hides(state[key], box.value); });
  }
  document.querySelectorAll("select[data-state]").forEach(box => { box.value = state[box.dataset.state]; });
  document.querySelectorAll("input[name=start]").forEach(radio => { radio.checked = radio.value === state.start; });
  const t = look(night.matches && !printing);
  document.querySelectorAll(".swatch").forEach(mark => { mark.style.color = pick(t.palette, Number(mark.dataset.colour)); });
  const count = (list, all, what) => list ? list.length + " of " + all.length + " " + what : "all " + all.length + " " + what;
  document.getElementById("filter-says").textContent = count(state.styles, data.arms, "styles") + ", "
    + count(state.workloads, workloadNames, "workloads");
};

const build = () => {
  const form = document.getElementById("filter");
  form.hidden = false;
  form.append(el("details", {}, el("summary", {}, "Show: ", el("span", { id: "filter-says" })),
    choices("Styles", "styles", data.arms, swatch), choices("Workloads", "workloads", workloadNames, () => "")), nav());
  form.addEventListener("submit", event => event.preventDefault());
  document.querySelector("[data-controls=ratios]").append(select("ratio", "Ratio of", "ratios"));
  document.querySelector("[data-controls=percentiles]").append(startChoice());
  document.querySelector("[data-controls=rounds]").append(select("round", "Rounds by", "rounds"));
  document.querySelectorAll("figure[data-chart]").forEach(element => addFigure(element, element.dataset.chart,
    { workload: Number(element.closest("[data-workload]")?.dataset.workload), finding: Number(element.dataset.finding),
      metric: Number(element.dataset.metric) }));
  document.querySelectorAll("[data-sweeps]").forEach(addSweeps);
};

const drawEverything = () => figures.filter(figure => isVisible(figure.element)).forEach(draw);

build();
apply();
redraw(() => true);
document.getElementById(state.section)?.scrollIntoView();

let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    redraw(() => true);
  }
});
night.addEventListener("change", () => { apply(); redraw(() => true); });
window.addEventListener("hashchange", () => {
  state = read(location.hash);
  apply();
  redraw(() => true);
  document.getElementById(state.section)?.scrollIntoView();
});
window.addEventListener("beforeprint", () => { printing = true; apply(); drawEverything(); });
window.addEventListener("afterprint", () => { printing = false; apply(); redraw(() => true); });
