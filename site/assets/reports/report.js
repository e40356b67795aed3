// A report as it is written and as the API takes it: pure, and tested without a browser.
const LEAST_CHARACTERS = 10;

// To the questions of a category, whose fields are named category.question, or category.question.option where several may be.
function answersOf(category, values) {
  const answers = {};
  for (const [name, value] of Object.entries(values)) {
    const [of, question, option] = name.split(".");
    const answer = option || value.trim();
    if (of === category && question && answer) answers[question] = [...(answers[question] || []), answer];
  }
  return answers;
}

export function pointOf({ lat, long }) {
  return lat && long ? { lat: Number(lat), long: Number(long) } : null;
}

export function bodyOf({ category, values, written_at, media }) {
  const { text = "", ward = "", address = "" } = values;
  const point = pointOf(values) || {};
  const answers = answersOf(category, values), slots = media.map(({ slot }) => slot);
  return { category, text: text.trim(), answers, ...point, ward, address: address.trim(), written_at, media: slots };
}

// [[name of a field, code]] for what can be told before anything is sent, empty fields aside; `groups` are the questions that ask for one option or more.
export function mistakesOf(draft, groups) {
  const { text, answers, lat, ward, address } = bodyOf(draft);
  const wrong = groups.filter((name) => !answers[name.split(".")[1]]).map((name) => [name, "answer-missing"]);
  if (text && [...text].length < LEAST_CHARACTERS) wrong.push(["text", "text-short"]);
  if (lat === undefined && !ward && !address) wrong.push(["place", "place-missing"]);
  return wrong;
}
