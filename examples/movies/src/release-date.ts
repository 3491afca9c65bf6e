// The latest film of the file is of December 2011. What is later, 2015 to 2046, was a year of two digits put into the
// wrong century: "The Birth of a Nation" is of 1915, "Gone with the Wind" of 1939.
const lastYear = 2011;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The day in a text like `Jun 12 1998`, at midnight UTC; `undefined` if it is none, such as `Feb 30 1998`. */
export function releaseDate(text: string): Date | undefined {
  const [, monthName = "", dayText, yearText] = /^([A-Z][a-z]{2}) (\d{2}) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(monthName);
  const day = Number(dayText);
  const year = Number(yearText) - (isWrongCentury(text) ? 100 : 0);
  const date = new Date(Date.UTC(year, month, day));
  return month >= 0 && date.getUTCDate() === day && date.getUTCMonth() === month ? date : undefined;
}

export function isWrongCentury(text: string): boolean {
  return Number(text.slice(-4)) > lastYear;
}
