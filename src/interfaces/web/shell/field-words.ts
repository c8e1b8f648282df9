import type { Problem } from '../../wire/problem-wire.ts';
import { inBoth, type Language } from './in-both.ts';

/** One field that the server did not take. */
export type FieldRow = NonNullable<Problem['errors']>[number];

/** What is asked of each field that the app sends (contract §1). */
const RULES = inBoth({
  ru: {
    name: 'От 1 до 200 знаков, не одни пробелы',
    unit: 'От 1 до 200 знаков, не одни пробелы',
    quantity: 'Число от 0, до трёх знаков после запятой',
    unit_price: 'Число от 0, до двух знаков после запятой',
    items: 'Не больше тысячи: остальные запишите в другую смету',
    comment: 'Не длиннее 4000 знаков',
    project_id: 'Выберите из списка',
    foreman_ids: 'Не больше тысячи',
    address: 'Не длиннее 500 знаков',
    reason: 'От 1 до 4000 знаков, не одни пробелы',
    email: 'Адрес почты, вроде ivan@example.org, не длиннее 320 знаков',
    password: 'От 8 до 1024 знаков',
    role: 'Выберите из списка',
  },
  en: {
    name: '1 to 200 characters, not spaces alone',
    unit: '1 to 200 characters, not spaces alone',
    quantity: 'A number from 0, with three decimals at most',
    unit_price: 'A number from 0, with two decimals at most',
    items: 'A thousand at most: write the others in another estimate',
    comment: '4,000 characters at most',
    project_id: 'Choose from the list',
    foreman_ids: 'A thousand at most',
    address: '500 characters at most',
    reason: '1 to 4,000 characters, not spaces alone',
    email: 'An e-mail address, such as ivan@example.org, 320 characters at most',
    password: '8 to 1,024 characters',
    role: 'Choose from the list',
  },
});
type Field = keyof (typeof RULES)['ru'];

const NAMES = inBoth<Field>({
  ru: {
    name: 'Название',
    unit: 'Единица измерения',
    quantity: 'Количество',
    unit_price: 'Цена',
    items: 'Строки',
    comment: 'Комментарий',
    project_id: 'Объект',
    foreman_ids: 'Прорабы',
    address: 'Адрес',
    reason: 'Причина отказа',
    email: 'Почта',
    password: 'Пароль',
    role: 'Роль',
  },
  en: {
    name: 'Name',
    unit: 'Unit',
    quantity: 'Quantity',
    unit_price: 'Price',
    items: 'Lines',
    comment: 'Comment',
    project_id: 'Project',
    foreman_ids: 'Foremen',
    address: 'Address',
    reason: 'Reason of the rejection',
    email: 'E-mail',
    password: 'Password',
    role: 'Role',
  },
});

const ELSE = inBoth({
  ru: {
    unstorable: 'Здесь знаки, которые нельзя сохранить, вроде «�»: сотрите и наберите заново',
    other: 'Сервер этого не принял: проверьте и попробуйте ещё раз',
  },
  en: {
    unstorable: 'Here are characters that can’t be stored, such as “�”: clear the field and type it again',
    other: 'The server did not take this: check it and try again',
  },
});
/** Of `text-wire.ts`: rules that nobody knows, nor sees being broken. */
const UNSTORABLE = /NUL|Unicode/;

/** What to do about a field, said at the field itself. */
export function ruleWords({ path, message }: FieldRow, language: Language): string {
  const field = fieldOf(path);
  if (UNSTORABLE.test(message)) return ELSE[language].unstorable;
  return field ? RULES[language][field] : ELSE[language].other;
}

/** The same where the field is not beside it. */
export function rowWords(row: FieldRow, language: Language): string {
  const field = fieldOf(row.path);
  return `${field ? NAMES[language][field] : row.path}: ${ruleWords(row, language)}`;
}

/** @param path as the server says it: `items.3.quantity`, `foreman_ids.0`. */
function fieldOf(path: string): Field | null {
  const name = path.split('.').findLast((step) => !/^\d+$/.test(step)) ?? '';
  return Object.hasOwn(RULES.ru, name) ? (name as Field) : null;
}
