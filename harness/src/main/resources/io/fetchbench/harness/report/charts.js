// One function a kind of chart: what to draw, and the very same numbers as a table. Null where there is nothing to show.
// A chart's tips are where the arrow keys go: the point to show, and what is said of it.

const bars = t => (params, api) => {
  const [low, high, row] = [api.value(0), api.value(1), api.value(2)];
  if (low === high) {
    return { type: "group", children: [] };
  }
  const [from, to] = [api.coord([low, row]), api.coord([high, row])];
  const style = { stroke: pick(t.palette, api.value(3)), lineWidth: 3, opacity: api.value(4) };
  const bar = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [bar(from[0], from[1], to[0], to[1]),
    bar(from[0], from[1] - 8, from[0], from[1] + 8), bar(to[0], to[1] - 8, to[0], to[1] + 8)] };
};

// Where an axis begins and ends so that its ticks are round numbers. Ratios far apart are logarithmic: 2 and 1/2 are as far from 1.
const roundAxis = (least, most, tight) => {
  if (least > 0 && most / least > 4) {
    const base = most / least > 60 ? 10 : 2;
    const power = Math.log(base);
    return { type: "log", logBase: base, min: Math.pow(base, Math.floor(Math.log(least) / power + 1e-9)),
      max: Math.pow(base, Math.ceil(Math.log(most) / power - 1e-9)) };
  }
  const room = (most - least || Math.abs(most) || 1) / (tight ? 3 : 6);
  const power = Math.pow(10, Math.floor(Math.log10(room)));
  const interval = [1, 2, 5, 10].find(n => n * power >= room * 0.999) * power;
  return { type: "value", interval, min: interval * Math.floor(least / interval), max: interval * Math.ceil(most / interval) };
};

// A line an arm: the median, the range or interval about it, and a dashed line for what to compare with.
const dots = ({ data, t, width }, rows, against, name) => {
  const tight = width < 440;
  const labels = rows.map(row => label(data, row.cell));
  const texts = rows.map(({ cell, spread: [middle, low, high] }) => (cell.invalid ? "✗ " : "") + numbers(middle, low, high));
  const left = Math.min(Math.round((tight ? 0.5 : 0.4) * width), 24 + Math.round(7.5 * Math.max(...labels.map(text => text.length))));
  const all = rows.flatMap(row => row.spread.slice(0, 3)).concat(against === null ? [] : [against]);
  const names = { ...axis(t), type: "category", inverse: true, axisTick: { show: false }, splitLine: { show: false } };
  const scale = roundAxis(Math.min(...all), Math.max(...all), tight);
  return {
    height: 64 + (tight ? 44 : 32) * rows.length,
    tips: rows.map((row, i) => ({ series: 1, index: i, text: labels[i] + ": " + texts[i] })),
    option: {
      grid: { left, right: tight ? 20 : 170, top: 8, bottom: 48 },
      tooltip: { ...tooltip(t), trigger: "item", formatter: p => encode(labels[p.dataIndex] + ": " + texts[p.dataIndex]) },
      xAxis: { ...axis(t), ...scale, name: name + (scale.type === "log" ? " (log)" : ""), nameGap: 28,
        axisLabel: { color: t.soft, hideOverlap: true, formatter: v => String(Number(v.toPrecision(5))) } },
      // The figures stand where nothing crosses them: at the right, or under the names where it is narrow.
      yAxis: [{ ...names, data: labels, axisLabel: { color: t.ink, width: left - 14, overflow: "truncate",
        formatter: (text, i) => tight ? "{name|" + text.replace(/[{}|]/g, " ") + "}\n{figure|" + texts[i] + "}" : text,
        rich: { name: { color: t.ink, fontSize: 12, lineHeight: 17 }, figure: { color: t.soft, fontSize: 11, lineHeight: 15 } } } },
      { ...names, data: labels, position: "right", axisLine: { show: false }, axisLabel: { show: !tight, color: t.ink,
        interval: 0, formatter: (_, i) => texts[i] } }],
      series: [
        { type: "custom", renderItem: bars(t), silent: true, z: 3, encode: { x: [0, 1], y: 2 },
          data: rows.map(({ cell, spread }, i) => [spread[1], spread[2], i, cell.arm, opacity(cell)]) },
        { type: "scatter", symbolSize: 9, z: 4,
          data: rows.map(({ cell, spread }, i) => ({ value: [spread[0], i], symbol: pick(SYMBOLS, cell.arm),
            itemStyle: { color: pick(t.palette, cell.arm), opacity: opacity(cell) } })),
          markLine: against === null ? undefined : { silent: true, symbol: "none", label: { show: false }, z: 2,
            data: [{ xAxis: against }], lineStyle: { color: t.soft, type: "dashed" } } }
      ]
    }
  };
};

const spreadTable = (data, rows, name) => ({
  head: ["arm", name, "lowest", "highest", "rounds", "validity"],
  rows: rows.map(({ cell, spread }) => [data.arms[cell.arm], ...spread, cell.mark])
});

const ratios = context => {
  const { data, cells, state } = context;
  const m = metricIndex(data, state.ratio);
  const rows = cells.map(cell => ({ cell, spread: cell.reference && cell.spreads[m] ? [1, 1, 1, cell.spreads[m][3]] : cell.ratios[m] }))
    .filter(row => row.spread);
  if (rows.length === 0) {
    return null;
  }
  const references = context.workload.cells.filter(cell => cell.reference);
  const over = references.length === 1 ? data.arms[references[0].arm] : "own run's reference";
  const name = data.metrics[m].key + " × " + over;
  return { ...dots(context, rows, 1, name), table: spreadTable(data, rows, name) };
};

const makespan = context => {
  const { data, cells } = context;
  const m = metricIndex(data, "makespan_ms");
  const rows = cells.map(cell => ({ cell, spread: cell.spreads[m] })).filter(row => row.spread);
  if (rows.length === 0) {
    return null;
  }
  const table = spreadTable(data, rows, "makespan ms");
  // Runs side by side may have asked for other delays: then no one line is all arms' ideal.
  const ideals = rows.map(({ cell }) => cell.idealMillis);
  return { ...dots(context, rows, ideals.every(ideal => ideal === ideals[0]) ? ideals[0] : null, "makespan, ms"),
    table: { head: [...table.head, "ideal ms"], rows: table.rows.map((row, i) => [...row, ideals[i]]) } };
};

const oneIn = (data, i) => i === data.firstPoint ? 2 : Math.pow(10, i / data.pointsPerNine);

const percentiles = ({ data, cells, state, t, width }) => {
  const intended = state.start === "intended" && cells.some(cell => cell.intended);
  const curves = cells.map(cell => ({ cell, curve: intended ? cell.intended : cell.actual })).filter(c => c.curve);
  if (curves.length === 0) {
    return null;
  }
  const tight = width < 440;
  const longest = Math.max(...curves.map(c => c.curve.millis.length));
  const xs = Array.from({ length: longest }, (_, k) => oneIn(data, data.firstPoint + k));
  const rarest = Math.max(20, xs[longest - 1]);
  const nine = x => x === 2 || Math.abs(Math.log10(x) - Math.round(Math.log10(x))) < 1e-6;
  const points = curve => curve.millis.map((ms, k) => ({ value: [xs[k], ms], symbolSize: nine(xs[k]) ? 9 : 0 }))
    .filter(point => point.value[1] > 0);
  const at = k => curves.filter(c => k < c.curve.millis.length)
    .map(c => label(data, c.cell) + " " + number(c.curve.millis[k]) + " ms").join(", ");
  const first = curves.findIndex(c => c.curve.millis.length === longest);
  return {
    height: 320 + legendHeight(curves.map(c => label(data, c.cell)), width),
    tips: xs.map((x, k) => ({ series: first, index: k, text: percentile(x) + ": " + at(k) })),
    table: {
      head: ["percentile", ...curves.map(c => label(data, c.cell) + " ms")],
      rows: [...xs.map((x, k) => [percentile(x), ...curves.map(c => c.curve.millis[k] ?? null)]),
        ["max", ...curves.map(c => c.curve.max)], ["fetches", ...curves.map(c => c.curve.fetches)]]
    },
    option: {
      grid: { left: 64, right: 24, top: 24 + legendHeight(curves.map(c => label(data, c.cell)), width), bottom: 48 },
      legend: legend(t, tight),
      tooltip: { ...tooltip(t), trigger: "axis", axisPointer: { type: "line", label: { show: false } },
        formatter: ps => [percentile(ps[0].value[0]),
          ...ps.map(p => p.marker + encode(p.seriesName + ": " + number(p.value[1]) + " ms"))].join("<br>") },
      xAxis: { ...axis(t), type: "log", min: 2, max: rarest, nameGap: 28,
        name: intended ? "percentile, from the intended start" : "percentile, from the actual start",
        axisLabel: { color: t.soft, formatter: percentile, hideOverlap: true,
          showMaxLabel: Number.isInteger(Math.log10(rarest)) } },
      yAxis: valueAxis(t, curves.flatMap(c => c.curve.millis), "latency, ms", 48),
      series: curves.map(c => lineSeries(data, t, c.cell, points(c.curve)))
    }
  };
};

const band = (edges, ms) => {
  let k = 0;
  while (k < edges.length - 2 && edges[k + 1] <= ms) {
    k++;
  }
  return k;
};

// Logs count rounds from 0, the page from 1.
const roundName = tag => tag.replace(/^round-(\d+)$/, (_, n) => "round " + (Number(n) + 1));

const timeTable = (data, cells, edges) => ({
  head: ["arm", "round", "ends at s", "from ms", "to ms", "fetches", "longest of interval ms", "validity"],
  rows: cells.flatMap(cell => cell.heat.counts.flatMap(([lowest, ...counts], i) => counts.map((count, k) =>
    [data.arms[cell.arm], roundName(cell.heat.tags[i]), cell.heat.seconds[i], edges[lowest + k], edges[lowest + k + 1], count,
      cell.heat.maxMillis[i], cell.mark]).filter(row => row[5] > 0)))
});

const time = ({ data, workload, cells, t, width }) => {
  const shown = cells.filter(cell => cell.heat && cell.heat.counts.length > 0);
  if (shown.length === 0) {
    return null;
  }
  const edges = workload.edgesMillis;
  const bands = edges.slice(0, -1).map((edge, k) => number(edge) + "–" + number(edges[k + 1]) + " ms");
  const edge = k => Number(edges[k].toPrecision(2)) + " ms";
  const begins = cell => cell.heat.tags.map((tag, i) => i === 0 || tag !== cell.heat.tags[i - 1]);
  const [rowHeight, gap, top, left] = [88, 52, 26, width < 440 ? 64 : 84];
  const grids = shown.map((_, n) => ({ left, right: 16, top: top + n * (rowHeight + gap), height: rowHeight }));
  const squares = cell => cell.heat.counts.flatMap(([lowest, ...counts], i) => {
    const sum = counts.reduce((a, b) => a + b, 0);
    return counts.map((count, k) => [i, lowest + k, 100 * count / sum]).filter(square => square[2] > 0);
  });
  const said = (cell, i) => roundName(cell.heat.tags[i]) + ", " + number(cell.heat.seconds[i]) + " s: longest "
    + number(cell.heat.maxMillis[i]) + " ms";
  return {
    height: top + shown.length * (rowHeight + gap) - 16,
    tips: shown.flatMap((cell, n) => cell.heat.tags.map((_, i) =>
      ({ series: 2 * n + 1, index: i, text: label(data, cell) + ", " + said(cell, i) }))),
    table: timeTable(data, shown, edges),
    option: {
      title: shown.map((cell, n) => ({ text: pick(GLYPHS, cell.arm) + " " + label(data, cell), left: left - 4,
        top: grids[n].top - 22, padding: 0,
        textStyle: { color: t.ink, fontSize: 12, fontWeight: 500, width: width - left - 20, overflow: "truncate" } })),
      grid: grids,
      tooltip: { ...tooltip(t), formatter: p => encode(p.seriesType === "heatmap"
        ? bands[p.value[1]] + ": " + number(p.value[2]) + " % of the interval's fetches"
        : said(shown[(p.seriesIndex - 1) / 2], p.dataIndex)) },
      visualMap: { show: false, min: 0, max: 60, inRange: { color: t.heat }, dimension: 2,
        seriesIndex: shown.map((_, n) => 2 * n) },
      xAxis: shown.map((cell, n) => ({ ...axis(t), type: "category", gridIndex: n,
        splitLine: { show: true, interval: i => begins(cell)[i], lineStyle: { color: t.soft, width: 1.5 } },
        data: cell.heat.seconds.map((_, i) => said(cell, i)), axisTick: { show: false },
        axisLabel: { color: t.soft, fontSize: 11, hideOverlap: true, interval: 0,
          formatter: (_, i) => (begins(cell)[i] ? roundName(cell.heat.tags[i]) + ": " : "") + Number(cell.heat.seconds[i].toPrecision(3)) + " s" } })),
      yAxis: shown.map((_, n) => ({ ...axis(t), type: "category", gridIndex: n, data: bands, splitLine: { show: false },
        axisTick: { show: false }, axisLabel: { color: t.soft, fontSize: 11, interval: 6,
          formatter: (_, k) => edge(k) } })),
      series: shown.flatMap((cell, n) => [
        { type: "heatmap", xAxisIndex: n, yAxisIndex: n, data: squares(cell) },
        { type: "scatter", xAxisIndex: n, yAxisIndex: n, symbol: "triangle", symbolSize: 7, z: 4,
          itemStyle: { color: pick(t.palette, 1), opacity: opacity(cell) },
          data: cell.heat.maxMillis.map((ms, i) => [i, band(edges, ms)]) }])
    }
  };
};

// Counts by kind, as shares.
const outcomes = ({ data, cells, t, width }) => {
  const kinds = [...new Set(cells.flatMap(cell => Object.keys(cell.outcomes)))];
  const parts = kinds.filter(kind => /^[A-Z_]+$|^lost$/.test(kind) && cells.some(cell => cell.outcomes[kind] > 0));
  const table = { head: ["arm", ...kinds],
    rows: cells.map(cell => [data.arms[cell.arm], ...kinds.map(kind => cell.outcomes[kind] ?? 0)]) };
  if (cells.length === 0) {
    return null;
  }
  const labels = cells.map(cell => label(data, cell));
  const share = (cell, kind) => 100 * (cell.outcomes[kind] ?? 0) / cell.outcomes.accepted;
  const left = Math.min(Math.round(0.4 * width), 190);
  const top = 16 + legendHeight(parts, width);
  return {
    height: top + 48 + 34 * cells.length,
    tips: cells.map((cell, i) => ({ series: 0, index: i, text: labels[i] + ": "
      + parts.map(kind => kind + " " + number(share(cell, kind)) + " %").join(", ") })),
    table,
    option: {
      aria: { enabled: true, decal: { show: true } },
      grid: { left, right: 24, top, bottom: 32 }, legend: legend(t, width < 440),
      tooltip: { ...tooltip(t), formatter: p => encode(labels[p.dataIndex] + ": " + p.seriesName + " " + number(p.value) + " %") },
      xAxis: { ...axis(t), type: "value", max: 100, axisLabel: { color: t.soft, formatter: v => v + " %" } },
      yAxis: { ...axis(t), type: "category", inverse: true, data: labels, axisTick: { show: false },
        axisLabel: { color: t.ink, width: left - 14, overflow: "truncate" } },
      series: parts.map((kind, k) => ({ type: "bar", stack: "all", name: kind, barMaxWidth: 20,
        itemStyle: { color: pick(t.palette, k) }, data: cells.map(cell => share(cell, kind)) }))
    }
  };
};

const roundsTable = (data, cells) => ({
  head: ["arm", "round", "order", "process", "warm-up slices", "warm-up s", "warm-up variation %", "converged",
    ...data.metrics.map(metric => metric.key), "validity"],
  rows: cells.flatMap(cell => cell.rounds.map(round => [data.arms[cell.arm], round.round, round.order, round.process,
    ...round.warmUp, round.converged ? "yes" : "no", ...round.metrics, cell.mark]))
});

const rounds = ({ data, cells, state, t, width }) => {
  const m = metricIndex(data, state.round);
  const shown = cells.filter(cell => cell.rounds.some(round => round.metrics[m] !== null));
  if (shown.length === 0) {
    return null;
  }
  const metric = data.metrics[m];
  const labels = shown.map(cell => label(data, cell));
  const points = shown.flatMap((cell, i) => cell.rounds.filter(round => round.metrics[m] !== null).map((round, n, all) =>
    ({ cell, round, value: [i, round.metrics[m]], symbol: pick(SYMBOLS, cell.arm),
      symbolOffset: [12 * (n - (all.length - 1) / 2), 0],
      itemStyle: { color: pick(t.palette, cell.arm), opacity: opacity(cell) } })));
  const said = ({ cell, round, value }) => label(data, cell) + ", round " + round.round + ": "
    + withUnit(value[1], metric.unit) + (round.converged ? "" : ", warm-up not converged");
  return {
    height: 300,
    tips: points.map((point, i) => ({ series: 0, index: i, text: said(point) })),
    table: roundsTable(data, shown),
    option: {
      grid: { left: 64, right: 16, top: 16, bottom: width < 440 || shown.length > 4 ? 110 : 40 },
      tooltip: { ...tooltip(t), formatter: p => encode(said(points[p.dataIndex])) },
      xAxis: { ...axis(t), type: "category", data: labels, axisTick: { show: false }, axisLabel: { color: t.ink,
        interval: 0, rotate: width < 440 || shown.length > 4 ? 40 : 0, width: 120, overflow: "truncate" } },
      yAxis: valueAxis(t, points.map(point => point.value[1]), metric.key, 48, 20),
      series: [{ type: "scatter", symbolSize: 11, data: points }]
    }
  };
};

const slices = ({ data, cells, t, width }) => {
  const shown = cells.filter(cell => cell.rounds.length > 0);
  if (shown.length === 0) {
    return null;
  }
  const tight = width < 440;
  const most = Math.max(...shown.flatMap(cell => cell.rounds.map(round => round.cpuMicros.length)));
  const count = Math.max(...shown.flatMap(cell => cell.rounds.map(round => round.round)));
  const places = Array.from({ length: count * (most + 1) - 1 }, (_, i) => [Math.floor(i / (most + 1)) + 1, i % (most + 1) + 1]);
  const value = (cell, [r, s]) => cell.rounds.find(round => round.round === r)?.cpuMicros[s - 1] ?? null;
  const all = shown.flatMap(cell => cell.rounds.flatMap(round => round.cpuMicros)).filter(v => v !== null);
  return {
    height: 300 + legendHeight(shown.map(cell => label(data, cell)), width),
    tips: places.map((place, i) => ({ series: 0, index: i, text: "round " + place[0] + ", slice " + place[1] + ": "
      + shown.map(cell => label(data, cell) + " " + number(value(cell, place))).join(", ") })),
    table: { head: ["arm", "round", "slice", "CPU us/fetch", "validity"], rows: shown.flatMap(cell => cell.rounds.flatMap(round =>
      round.cpuMicros.map((cpu, i) => [data.arms[cell.arm], round.round, i + 1, cpu, cell.mark]))) },
    option: {
      grid: { left: 64, right: 16, top: 16 + legendHeight(shown.map(cell => label(data, cell)), width), bottom: 44 }, legend: legend(t, tight),
      tooltip: { ...tooltip(t), trigger: "axis", formatter: ps => [ps[0].name,
        ...ps.map(p => p.marker + encode(p.seriesName + ": " + number(p.value) + " us"))].join("<br>") },
      xAxis: { ...axis(t), type: "category", name: "slices, round by round", nameGap: 28,
        data: places.map(([r, s]) => "round " + r + ", slice " + s),
        axisLabel: { color: t.soft, interval: i => i % (most + 1) === 0, formatter: text => text.split(",")[0] } },
      yAxis: valueAxis(t, all, "CPU us/fetch", 48, 20),
      series: shown.map(cell => lineSeries(data, t, cell, places.map(place => value(cell, place)),
        { symbolSize: 5, connectNulls: false }))
    }
  };
};

const sweep = ({ data, sweep: { name, parameter, values, workloads }, metric, state, t, width, isShown }) => {
  const m = metricIndex(data, metric);
  const at = (arm, i) => data.workloads[workloads[i]].cells.find(cell => cell.arm === arm && cell.spreads[m]);
  const arms = data.arms.map((_, arm) => arm).filter(arm => isShown(arm) && values.some((_, i) => at(arm, i)));
  if (m < 0 || arms.length === 0) {
    return null;
  }
  const tight = width < 440;
  const points = arm => values.map((value, i) => [value, at(arm, i)?.spreads[m][0] ?? null]);
  const doubt = (arm, i) => (at(arm, i)?.mark ?? "✓").replace("✓", "");
  // There is no logarithm of none.
  const log = Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > 20;
  const key = data.metrics[m].key;
  return {
    height: 280 + legendHeight(arms.map(arm => data.arms[arm]), width),
    tips: values.map((value, i) => ({ series: 0, index: i, text: parameter + " " + number(value) + ": "
      + arms.map(arm => doubt(arm, i) + data.arms[arm] + " " + number(points(arm)[i][1])).join(", ") })),
    table: { head: ["sweep", parameter, "arm", key, "lowest", "highest", "rounds", "validity"],
      rows: values.flatMap((value, i) => arms.filter(arm => at(arm, i)).map(arm =>
        [name, value, data.arms[arm], ...at(arm, i).spreads[m], at(arm, i).mark])) },
    option: {
      grid: { left: 64, right: 24, top: 20 + legendHeight(arms.map(arm => data.arms[arm]), width), bottom: 48 }, legend: legend(t, tight),
      tooltip: { ...tooltip(t), trigger: "axis", formatter: ps => [encode(parameter + " " + number(ps[0].value[0])),
        ...ps.map(p => p.marker + encode(doubt(arms[p.seriesIndex], p.dataIndex) + p.seriesName + ": " + number(p.value[1])))].join("<br>") },
      xAxis: { ...axis(t), type: log ? "log" : "value", name: parameter + (log ? " (log)" : ""),
        nameGap: 28, scale: true, axisLabel: { color: t.soft, hideOverlap: true, formatter: tick } },
      yAxis: valueAxis(t, arms.flatMap(arm => points(arm).map(p => p[1])).filter(v => v !== null), key, 48),
      series: arms.map(arm => lineSeries(data, t, { arm, mark: "✓" }, points(arm).map((value, i) => ({ value,
        symbolSize: 10, itemStyle: { opacity: at(arm, i)?.invalid ? 0.35 : 1 }, label: { show: doubt(arm, i) !== "",
          formatter: doubt(arm, i), color: t.ink, fontSize: 11, position: "top", distance: 3 } })), { connectNulls: false }))
    }
  };
};

// The pairs of a comparison: what a change is computed from, its interval, and the limit that a pass must stay within.
const pairs = ({ verdict, metric, t, width }) => {
  const { name, limit, estimate, low, high, pairs: changes } = verdict.metrics[metric];
  const sign = v => v === null ? "–" : (v < 0 ? "" : "+") + number(v) + " %";
  const round = v => sign(Number(v.toPrecision(2)));
  const tight = width < 440;
  const line = (at, text, type, place) => ({ yAxis: at, lineStyle: { color: t.ink, type, width: 1.5 },
    label: { formatter: text, position: place, color: t.ink, fontSize: 11 } });
  const said = i => "pair " + (i + 1) + ": " + sign(changes[i]) + ", control against itself " + sign(verdict.control[i]);
  const all = [...changes, ...verdict.control, low, high, limit, 0].filter(v => v !== null);
  const scale = roundAxis(Math.min(...all, -1e-9), Math.max(...all), false);
  return {
    height: 320,
    tips: changes.map((_, i) => ({ series: 0, index: i, text: said(i) })),
    table: { head: ["pair", name + " change %", "control against itself %"],
      rows: changes.map((change, i) => [i + 1, change, verdict.control[i]]) },
    option: {
      grid: { left: 64, right: tight ? 20 : 130, top: tight ? 60 : 40, bottom: 48 }, legend: { ...legend(t, tight), itemWidth: 14 },
      tooltip: { ...tooltip(t), formatter: p => encode(said(p.dataIndex)) },
      xAxis: { ...axis(t), type: "category", name: "pair of fresh forks, in the order measured", nameGap: 28,
        data: changes.map((_, i) => String(i + 1)), axisTick: { show: false } },
      yAxis: { ...axis(t), ...scale, name: "change of " + name + ", %", nameGap: 44, axisLabel: { color: t.soft } },
      series: [
        { type: "scatter", name: "candidate against base", symbol: "circle", symbolSize: 10, itemStyle: { color: pick(t.palette, 0) }, data: changes, z: 4,
          markArea: { silent: true, itemStyle: { color: pick(t.palette, 0), opacity: 0.16 }, data: [[{ yAxis: low }, { yAxis: high }]] },
          markLine: { silent: true, symbol: "none", data: [line(0, "", "solid", "end"),
            line(estimate, tight ? "" : "estimate " + round(estimate), "dashed", "end"), line(limit, tight ? "limit" : "limit " + round(limit), [2, 3], tight ? "insideEndTop" : "end")] } },
        { type: "scatter", name: "control against itself", symbol: "emptyDiamond", symbolSize: 9, itemStyle: { color: pick(t.palette, 1) }, data: verdict.control, z: 3 }]
    }
  };
};
