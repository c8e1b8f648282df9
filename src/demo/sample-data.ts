/** People of the demo (contract §8). All have the password `smeta-demo`. */
export const PEOPLE = {
  admin: { email: 'admin@demo.local', name: 'Ирина Соколова', role: 'admin' },
  manager: { email: 'manager@demo.local', name: 'Павел Орлов', role: 'manager' },
  manager2: { email: 'manager2@demo.local', name: 'Елена Васильева', role: 'manager' },
  foreman: { email: 'foreman@demo.local', name: 'Сергей Кузнецов', role: 'foreman' },
  foreman2: { email: 'foreman2@demo.local', name: 'Рустам Галиев', role: 'foreman' },
} as const;
export type Person = keyof typeof PEOPLE;

export const PASSWORD = 'smeta-demo';

interface SampleProject {
  readonly name: string;
  readonly address: string;
  readonly foremen: readonly Person[];
  readonly estimates: readonly SampleEstimate[];
}

interface SampleEstimate {
  readonly by: Person;
  readonly comment: string;
  /** Name, unit, quantity, price of one unit in roubles. */
  readonly items: readonly (readonly [name: string, unit: string, quantity: string, price: string])[];
  readonly outcome?: 'submit' | 'approve' | { readonly reject: string };
}

export const PROJECTS: readonly SampleProject[] = [
  {
    name: 'ЖК «Заречный», корпус 2',
    address: 'Казань, ул. Хади Такташа, 41',
    foremen: ['foreman', 'foreman2'],
    estimates: [
      {
        by: 'foreman',
        comment: 'Стены и перегородки первого этажа.',
        items: [
          ['Кирпич полнотелый М-150', 'шт.', '18400', '24.50'],
          ['Раствор кладочный М-100', 'м³', '9.2', '5150.00'],
          ['Кладка перегородок в полкирпича', 'м²', '212.5', '980.00'],
        ],
        outcome: 'approve',
      },
      {
        by: 'foreman2',
        comment: 'Стяжка, квартиры 12–18.',
        items: [
          ['Пескобетон М-300, 40 кг', 'мешок', '620', '285.00'],
          ['Сетка дорожная 50×50×3', 'м²', '340', '164.90'],
          ['Устройство стяжки до 60 мм', 'м²', '332.4', '650.00'],
        ],
        outcome: 'submit',
      },
    ],
  },
  {
    name: 'Школа № 7, капитальный ремонт',
    address: 'Зеленодольск, ул. Ленина, 18',
    foremen: ['foreman'],
    estimates: [
      {
        by: 'foreman',
        comment: 'Кровля над спортзалом, без водостоков.',
        items: [
          ['Профнастил С-21, 0,7 мм', 'м²', '486', '912.00'],
          ['Утеплитель базальтовый 100 мм', 'м²', '486', '540.75'],
          ['Монтаж кровельного пирога', 'м²', '486', '1150.00'],
        ],
        outcome: { reject: 'Нет водостоков и снегозадержателей: добавьте и пришлите снова.' },
      },
    ],
  },
  {
    name: 'Склад «Логопарк», наружные сети',
    address: 'Лаишевский район, с. Столбище, участок 4',
    foremen: ['foreman2'],
    estimates: [
      {
        by: 'foreman2',
        comment: 'Черновик: объём земляных работ уточняется.',
        items: [
          ['Труба ПЭ100 SDR17, 225 мм', 'п. м', '164.5', '2380.00'],
          ['Разработка грунта экскаватором', 'м³', '395', '420.00'],
        ],
      },
    ],
  },
];

/** A site with a chat, and what was said there. */
export const SITE = {
  assistant: 'Отдел смет',
  guestId: 'demo-guest',
  question: 'Здравствуйте! Сколько стоит стяжка пола в двухкомнатной квартире, 54 м²?',
  answer: 'Добрый день! С материалами выйдет около 62 000 ₽. Пришлите план квартиры, и посчитаем точно.',
} as const;
