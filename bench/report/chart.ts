/** Points of one contestant: x is the number of streams or the event rate, y deliveries per CPU-second. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT] = [640, 360, 80, 40, 50, 150];
const COLOURS = ['#c2410c', '#1d4ed8', '#15803d', '#6b7280'];

/** An SVG with logarithmic axes. */
export function chartOf(title: string, xLabel: string, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const x = axis(
    points.map(([value]) => value),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = axis(
    points.map(([, value]) => value),
    HEIGHT - BOTTOM,
    TOP,
  );
  const xTicks = [...new Set(points.map(([value]) => value))].map((value) =>
    text(x(value), HEIGHT - BOTTOM + 18, value.toLocaleString('en'), 'middle'),
  );
  const yTicks = powersWithin(points.map(([, value]) => value)).flatMap((value) => [
    `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#e5e7eb"/>`,
    text(LEFT - 8, y(value) + 4, value.toLocaleString('en'), 'end'),
  ]);
  const drawn = lines.flatMap((line, n) => draw(line, x, y, COLOURS[n % COLOURS.length] ?? '#000'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${[text(LEFT, 22, title, 'start'), text(LEFT, HEIGHT - 12, xLabel, 'start'), ...yTicks, ...xTicks, ...drawn].join('\n')}
</svg>
`;
}

function draw({ name, points }: Line, x: Scale, y: Scale, colour: string): string[] {
  const [last] = points.slice(-1);
  if (!last) return [];
  const path = points.map(([px, py], n) => `${n === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join('');
  return [
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="3" fill="${colour}"/>`),
    text(x(last[0]) + 8, y(last[1]) + 4, name, 'start', colour),
  ];
}

type Scale = (value: number) => number;

function axis(values: readonly number[], from: number, to: number): Scale {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => Math.round(from + ((Math.log(value) - least) / (most - least || 1)) * (to - from));
}

/** 1, 2 and 5 times each power of ten. */
function powersWithin(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const all = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((first) => first * 10 ** power)).flat();
  return all.filter((value) => value >= least && value <= most);
}

function text(x: number, y: number, words: string, anchor: string, fill = '#111'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;
}
