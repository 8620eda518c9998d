const russian: Readonly<Record<string, string>> = { қ: 'к', ғ: 'г', ә: 'а', ө: 'о', ұ: 'у', ү: 'у', ң: 'н', і: 'и', һ: 'х' };
const latin: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'gh', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i', й: 'i', к: 'k', қ: 'q', л: 'l', м: 'm',
  н: 'n', ң: 'ng', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ф: 'f', х: 'kh', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

function respell(text: string, letters: Readonly<Record<string, string>>): string {
  return Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    const spelt = letters[small] ?? small;
    return letter === small ? spelt : spelt.charAt(0).toUpperCase() + spelt.slice(1);
  }).join('');
}

/** A Kazakh name as Russian usually spells it: Көктөбе, Коктобе. */
export function inRussian(kazakh: string): string {
  return respell(kazakh, russian);
}

/** A Kazakh or Russian name in Latin letters, as on maps: Ақкөл, Aqkol. */
export function inLatin(cyrillic: string): string {
  return respell(cyrillic, latin);
}
