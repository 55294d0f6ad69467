export interface Row {
  figure: string;
  value: string;
  goal: string;
  met: boolean;
}

export function atMost(figure: string, value: number, goal: number, unit = 'ms'): Row {
  return { figure, value: `${round(value)} ${unit}`, goal: `<= ${goal} ${unit}`, met: value <= goal };
}

export function atLeast(figure: string, value: number, goal: number, of: number): Row {
  return { figure, value: `${value} of ${of}`, goal: `>= ${goal}`, met: value >= goal };
}

export const holds = (figure: string, met: boolean): Row => ({
  figure,
  value: met ? 'yes' : 'no',
  goal: 'yes',
  met,
});

/** Prints a Markdown table. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n\n| figure | measured | goal | met |\n|---|---|---|---|`);
  for (const { figure, value, goal, met } of rows) {
    console.log(`| ${figure} | ${value} | ${goal} | ${met ? 'yes' : '**no**'} |`);
  }
}

const round = (value: number): number =>
  Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
