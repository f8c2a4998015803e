/** What reading a register found: its fields and doubts in Russian. Each doubt says what to do next. */
import type { RegisterField } from '../../domain/register/fields.ts';
import type { Duplicate, SkippedRow } from '../../domain/register/types.ts';
import type { Severity, WarningCode } from '../../domain/register/warnings.ts';

/** A text for every field, doubt and reason that the reading knows. */
export interface RegisterTexts {
  readonly fields: Readonly<Record<RegisterField, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly warnings: Readonly<Record<WarningCode, string>>;
  readonly duplicateReasons: Readonly<Record<Duplicate['why'], string>>;
  readonly skipped: Readonly<Record<SkippedRow['why'], string>>;
}

export const register = {
  fields: {
    number: '№ п/п',
    fullName: 'Ф.И.О. ребёнка',
    familyName: 'Фамилия',
    givenName: 'Имя',
    patronymic: 'Отчество',
    birthDate: 'Дата рождения',
    sex: 'Пол',
    iin: 'ИИН',
    admittedOn: 'Дата поступления',
    reason: 'Причина помещения',
    legalStatus: 'Правовой статус',
    mother: 'Мать',
    father: 'Отец',
    parents: 'Родители',
    relatives: 'Другие родственники',
    siblings: 'Братья и сёстры',
    healthGroup: 'Группа здоровья',
    disability: 'Инвалидность',
    familyAddress: 'Место жительства семьи',
    note: 'Примечание',
  },
  severities: { info: 'К сведению', doubt: 'Проверьте', error: 'Строка не загрузится' },
  warnings: {
    name_missing: 'Нет имени ребёнка. Впишите имя в файл и откройте его снова.',
    name_unreadable: 'В графе имени нет имени. Исправьте её в файле или выберите другой столбец.',
    name_incomplete: 'Имя неполное. Сверьте со свидетельством о рождении и дополните в деле.',
    name_mixed_script: 'В имени смешаны русские и латинские буквы. Наберите имя заново, иначе его не найти.',
    name_remark: 'В графе имени была пометка. Она сохранена вместе со строкой списка; проверьте имя.',
    iin_missing: 'ИИН не указан. Загрузить можно и без него; добавьте, когда узнаете.',
    iin_leading_zero_restored: 'Таблица потеряла ноль в начале ИИН, он возвращён. Сверьте с документом.',
    iin_check_digit:
      'Контрольная цифра ИИН не сходится. Номер загрузится как непроверенный; сверьте с документом.',
    iin_mismatch: 'ИИН не совпадает с датой рождения или полом. Сверьте с документом: бывает и так.',
    iin_malformed:
      'Это не ИИН: в нём должно быть 12 цифр. Ребёнок загрузится без номера; сверьте с документом.',
    iin_shared: 'Такой же ИИН записан у другого ребёнка. Сверьте номера обоих по документам.',
    birth_date_missing: 'Дата рождения не указана. Найдите её в документах и добавьте в деле.',
    birth_year_only: 'Известен только год рождения. Уточните день и добавьте в деле.',
    birth_date_unreadable:
      'Дата рождения не читается. Запишите её как 31.12.2019 в файле или добавьте в деле.',
    birth_date_future: 'Дата рождения ещё не наступила. Исправьте её в файле или добавьте в деле.',
    birth_date_from_iin: 'Дата рождения взята из ИИН. Сверьте со свидетельством о рождении.',
    year_two_digits: 'Год записан двумя цифрами. Проверьте, что век понят верно.',
    age_over_18: 'По дате рождения уже есть 18 лет. Проверьте год.',
    sex_missing: 'Пол не указан. Добавьте его в деле.',
    sex_unreadable: 'Пол записан непонятно. Проверьте его в деле.',
    sex_from_iin: 'Пол взят из ИИН. Проверьте.',
    sex_from_name: 'Пол взят из отчества. Проверьте.',
    admitted_missing: 'Дата поступления не указана. Найдите приказ и добавьте её в деле.',
    admitted_year_only: 'Известен только год поступления. Найдите приказ и добавьте день в деле.',
    admitted_unreadable:
      'Дата поступления не читается. Запишите её как 31.12.2024 в файле или добавьте в деле.',
    admitted_in_future: 'Дата поступления ещё не наступила. Исправьте её в файле или добавьте в деле.',
    admitted_before_birth: 'Поступление раньше рождения. Проверьте обе даты.',
    legal_status_missing: 'Правовой статус не указан. Определите его в деле: от него зависит нужное решение.',
    legal_status_unknown: 'Правовой статус записан непонятно. Выберите его в деле; слова списка сохранены.',
    reason_missing: 'Причина помещения не указана. Узнайте её и добавьте в деле.',
    reason_general:
      'Названа только трудная ситуация или заявление. Узнайте, что случилось, и уточните в деле.',
    reason_unknown: 'Для этой причины нет кода, выбрано «Другое». Проверьте в деле; слова списка сохранены.',
    phone_unreadable: 'Номер телефона неполный. Узнайте код или весь номер и исправьте в деле.',
    kin_without_name: 'Родственник не назван, есть только пометка. Узнайте имя и добавьте человека в деле.',
    health_unreadable: 'Группа здоровья записана непонятно. Оставлены слова списка; проверьте в деле.',
    siblings_implausible:
      'Одна и та же мать с одним телефоном записана у слишком многих детей. Родство не отмечено; проверьте графу и свяжите братьев и сестёр в делах.',
    sibling_not_in_register:
      'Названного брата или сестры нет в этом списке. Узнайте, где ребёнок, и запишите в деле.',
    siblings_disagree: 'Братья и сёстры не указаны, но у другого ребёнка та же мать. Проверьте родство.',
    text_shortened: 'Текст слишком длинный и сокращён. Целиком он сохранён вместе со строкой списка.',
    too_large:
      'В строке больше текста, чем помещается в дело. Ребёнок не загружен: сократите строку в файле и откройте его снова.',
  },
  duplicateReasons: {
    iin: 'тот же ИИН',
    name_and_birth: 'те же имя и дата рождения',
    name_and_admission: 'те же имя и дата поступления',
    name_only: 'то же имя, и других сведений нет',
  },
  skipped: {
    column_numbers: 'номера столбцов',
    header_again: 'повтор заголовка',
    total: 'итог',
    signature: 'подпись',
    no_child: 'в строке нет ребёнка',
  },
} satisfies RegisterTexts;
