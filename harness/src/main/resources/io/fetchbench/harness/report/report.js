(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  // Okabe and Ito's palette, its darkest colours lightened where the paper is dark. Symbols and dashes are as many as
  // have no divisor in common with it, so that an eighth arm differs from the first.
  const LIGHT = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];
  const DARK = ["#56B4E9", "#E8803C", "#2CC59B", "#E0A0C4", "#F0C04C", "#3D9BE0", "#E6EDF3"];
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow"];
  const DASHES = ["solid", [8, 4], [2, 3], [10, 3, 2, 3], [14, 4]];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let printing = false;

  const theme = () => {
    const night = dark.matches && !printing;
    return night
      ? { palette: DARK, ink: "#e6edf3", soft: "#9aa5b1", line: "#3b444d", panel: "#182028", paper: "#0f1419" }
      : { palette: LIGHT, ink: "#1b1f24", soft: "#57606a", line: "#d0d7de", panel: "#ffffff", paper: "#ffffff" };
  };
  const pick = (list, i) => list[i % list.length];
  const label = item => item.mark === "✓" ? item.arm : item.mark + " " + item.arm;
  const opacity = item => item.invalid ? 0.35 : 1;
  const narrow = element => element.clientWidth < 440;

  // The axis counts fetches: one in x takes longer. Its label is the percentile, 1 - 1/x.
  const percentile = oneIn => {
    const decimals = Math.max(0, Math.ceil(Math.log10(oneIn) - 1e-6) - 2) + (Number.isInteger(Math.log10(oneIn)) ? 0 : 1);
    return Number((100 * (1 - 1 / oneIn)).toFixed(decimals)) + "%";
  };
  const milliseconds = value => Number(value.toPrecision(4)) + " ms";

  const tooltip = t => ({
    confine: true, backgroundColor: t.panel, borderColor: t.line, textStyle: { color: t.ink, fontSize: 12 }
  });

  const axis = t => ({
    nameTextStyle: { color: t.soft }, axisLabel: { color: t.soft, hideOverlap: true },
    axisLine: { lineStyle: { color: t.soft } }, splitLine: { lineStyle: { color: t.line } },
    nameLocation: "middle"
  });

  const range = t => (params, api) => {
    const [low, high, row] = [api.value(0), api.value(1), api.value(2)];
    const [from, to] = [api.coord([low, row]), api.coord([high, row])];
    const style = { stroke: pick(t.palette, api.value(3)), lineWidth: 3, opacity: api.value(4) };
    if (low === high) {
      return { type: "group", children: [] };
    }
    const bar = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
    return { type: "group", children: [bar(from[0], from[1], to[0], to[1]),
      bar(from[0], from[1] - 8, from[0], from[1] + 8), bar(to[0], to[1] - 8, to[0], to[1] + 8)] };
  };

  const cpuRatios = (workload, element, t) => {
    const dots = workload.cpuRatios;
    const longest = Math.max(...dots.map(d => label(d).length));
    const tight = narrow(element);
    const left = Math.min(Math.round(0.42 * element.clientWidth), 20 + Math.round(7.5 * longest));
    return {
      height: 80 + (tight ? 44 : 36) * dots.length,
      option: {
        grid: { left, right: tight ? 56 : 118, top: tight ? 16 : 8, bottom: 48 },
        tooltip: { ...tooltip(t), trigger: "item",
          formatter: p => echarts.format.encodeHTML(label(dots[p.dataIndex]) + ": " + dots[p.dataIndex].text) },
        xAxis: { ...axis(t), type: "value", scale: true, splitNumber: tight ? 2 : 5,
          name: "× " + workload.reference, nameGap: 28,
          min: v => Math.min(1, v.min) - 0.08 * (Math.max(1, v.max) - Math.min(1, v.min) || 1),
          max: v => Math.max(1, v.max) + 0.08 * (Math.max(1, v.max) - Math.min(1, v.min) || 1),
          axisLabel: { color: t.soft, hideOverlap: true, showMinLabel: false, showMaxLabel: false,
            formatter: v => String(Number(v.toPrecision(3))) } },
        yAxis: { ...axis(t), type: "category", inverse: true, data: dots.map(label), axisTick: { show: false },
          axisLabel: { color: t.ink, width: left - 14, overflow: "truncate" },
          splitLine: { show: false } },
        series: [
          { type: "custom", renderItem: range(t), silent: true, z: 2, encode: { x: [0, 1], y: 2 },
            data: dots.map((d, i) => [d.lowest, d.highest, i, d.colour, opacity(d)]) },
          { type: "scatter", symbolSize: 0, silent: true, z: 3,
            data: dots.map((d, i) => ({ value: [tight ? d.middle : d.highest, i],
              label: { show: true, position: tight ? "top" : "right", distance: tight ? 8 : 10, formatter: () => d.text,
                color: d.invalid ? t.soft : t.ink, fontSize: 11, backgroundColor: t.paper, padding: [1, 2] } })) },
          { type: "scatter", symbolSize: 12, z: 4,
            data: dots.map((d, i) => ({ value: [d.middle, i], symbol: pick(SYMBOLS, d.colour),
              itemStyle: { color: pick(t.palette, d.colour), opacity: opacity(d) } })),
            markLine: { silent: true, symbol: "none", label: { show: false }, data: [{ xAxis: 1 }],
              lineStyle: { color: t.soft, type: "dashed" } } }
        ]
      }
    };
  };

  // Symbols only where the axis has a label, so that curves stay curves.
  const point = ([nines, ms]) => ({
    value: [Number(Math.pow(10, nines).toPrecision(4)), ms], symbolSize: nines < 0.302 || Number.isInteger(nines) ? 9 : 0
  });

  const latencyAxis = (curves, t) => {
    const all = curves.flatMap(c => c.points.map(p => p[1])).filter(ms => ms > 0);
    const spread = Math.max(...all) / Math.min(...all);
    const named = { ...axis(t), nameGap: 52, axisLabel: { color: t.soft, formatter: v => String(Number(v.toPrecision(4))) } };
    return spread < 2
      ? { ...named, type: "value", scale: true, name: "latency, ms (linear)" }
      : { ...named, type: "log", logBase: spread < 100 ? 2 : 10, name: "latency, ms (log)" };
  };

  const percentiles = (workload, element, t) => {
    const curves = workload.percentiles;
    const rarest = Math.max(20, ...curves.flatMap(c => c.points.map(point)).map(p => p.value[0]));
    const text = p => echarts.format.encodeHTML(p.seriesName + ": " + milliseconds(p.value[1]));
    return {
      height: 360 + 12 * curves.length,
      option: {
        grid: { left: 64, right: 24, top: narrow(element) ? 24 + 22 * curves.length : 24 + 22 * Math.ceil(curves.length / 2), bottom: 48 },
        legend: { top: 0, left: 0, itemWidth: 44, textStyle: { color: t.ink, width: 200, overflow: "truncate" },
          inactiveColor: t.line, orient: narrow(element) ? "vertical" : "horizontal" },
        tooltip: { ...tooltip(t), trigger: "axis", axisPointer: { type: "line", label: { show: false } },
          formatter: ps => [percentile(ps[0].value[0]), ...ps.map(p => p.marker + text(p))].join("<br>") },
        xAxis: { ...axis(t), type: "log", min: 2, max: rarest, name: "percentile (each step: ten times rarer)",
          nameGap: 28, axisLabel: { color: t.soft, formatter: percentile, hideOverlap: true,
            showMaxLabel: Number.isInteger(Math.log10(rarest)) } },
        yAxis: latencyAxis(curves, t),
        series: curves.map(c => ({
          type: "line", name: label(c), data: c.points.filter(p => p[1] > 0).map(point), symbol: pick(SYMBOLS, c.colour),
          itemStyle: { color: pick(t.palette, c.colour), opacity: opacity(c) },
          lineStyle: { color: pick(t.palette, c.colour), width: 2, type: pick(DASHES, c.colour), opacity: opacity(c) },
          emphasis: { focus: "series" }
        }))
      }
    };
  };

  const kinds = { cpuRatios, percentiles };
  const charts = [...document.querySelectorAll("[data-chart]")];

  const draw = element => {
    const workload = data.workloads[Number(element.dataset.workload)];
    const kind = element.dataset.chart;
    const old = echarts.getInstanceByDom(element);
    if (old) {
      old.dispose();
    }
    if (workload[kind].length === 0) {
      element.textContent = "Nothing to draw.";
      return;
    }
    const { height, option } = kinds[kind](workload, element, theme());
    element.style.height = height + "px";
    echarts.init(element, null, { renderer: "svg" })
      .setOption({ animation: false, textStyle: { fontFamily: "system-ui, sans-serif" }, ...option });
  };

  const drawAll = () => charts.forEach(draw);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      drawAll();
    }
  });
  dark.addEventListener("change", drawAll);
  window.addEventListener("beforeprint", () => {
    printing = true;
    document.querySelectorAll("details").forEach(d => { d.open = true; });
    drawAll();
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    drawAll();
  });
  drawAll();
})();
