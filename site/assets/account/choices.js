// What a reader likes to see, in the shape that the API keeps: pure, and tested without a browser.
const NOTHING = { language: null, ward: null, interests: [], followed_alerts: [], saved_places: [] };

// What storage holds; anything that we did not write there counts as nothing.
export function readPreferences(text) {
  try {
    const read = JSON.parse(text);
    const lists = ["interests", "followed_alerts", "saved_places"];
    const isOurs = read && lists.every((name) => Array.isArray(read[name]));
    return isOurs ? Object.fromEntries(Object.keys(NOTHING).map((name) => [name, read[name] ?? NOTHING[name]])) : NOTHING;
  } catch {
    return NOTHING;
  }
}

export const isSame = (place, other) => place.latitude === other.latitude && place.longitude === other.longitude;

// A place has one position and may have a name in each language: it is saved once.
export function withPlace(mine, place) {
  return { ...mine, saved_places: [...withoutPlace(mine, place).saved_places, place] };
}

export function withoutPlace(mine, place) {
  return { ...mine, saved_places: mine.saved_places.filter((one) => !isSame(one, place)) };
}

export function withFollowed(mine, name, isFollowed) {
  const others = mine.followed_alerts.filter((one) => one !== name);
  return { ...mine, followed_alerts: isFollowed ? [...others, name] : others };
}
