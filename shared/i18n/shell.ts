/**
 * The words of the desktop shell: its menu and the few things it says before or without the window.
 * Apart from the window's catalogues because the shell's process loads nothing of the window.
 */
export type ShellLanguage = 'ru' | 'kk' | 'en';

export interface ShellTexts {
  readonly file: string;
  readonly import: string;
  readonly print: string;
  readonly settings: string;
  readonly lock: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly resetZoom: string;
  readonly fullScreen: string;
  readonly reload: string;
  readonly developerTools: string;
  readonly help: string;
  readonly about: string;
  readonly saveTitle: string;
}

export const shellTexts: Readonly<Record<ShellLanguage, ShellTexts>> = {
  ru: {
    file: 'Файл',
    import: 'Загрузить список детей…',
    print: 'Печать…',
    settings: 'Настройки',
    lock: 'Закрыть на ключ',
    quit: 'Выйти',
    edit: 'Правка',
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выделить всё',
    view: 'Вид',
    zoomIn: 'Крупнее',
    zoomOut: 'Мельче',
    resetZoom: 'Обычный размер',
    fullScreen: 'Во весь экран',
    reload: 'Перезагрузить окно',
    developerTools: 'Инструменты разработчика',
    help: 'Справка',
    about: 'О программе «Үйге»',
    saveTitle: 'Сохранить файл',
  },
  kk: {
    file: 'Файл',
    import: 'Балалар тізімін жүктеу…',
    print: 'Басып шығару…',
    settings: 'Баптаулар',
    lock: 'Құлыптау',
    quit: 'Шығу',
    edit: 'Өңдеу',
    undo: 'Болдырмау',
    redo: 'Қайталау',
    cut: 'Қиып алу',
    copy: 'Көшіру',
    paste: 'Қою',
    selectAll: 'Барлығын белгілеу',
    view: 'Көрініс',
    zoomIn: 'Үлкейту',
    zoomOut: 'Кішірейту',
    resetZoom: 'Қалыпты өлшем',
    fullScreen: 'Толық экран',
    reload: 'Терезені қайта жүктеу',
    developerTools: 'Әзірлеуші құралдары',
    help: 'Анықтама',
    about: '«Үйге» туралы',
    saveTitle: 'Файлды сақтау',
  },
  en: {
    file: 'File',
    import: 'Import a register…',
    print: 'Print…',
    settings: 'Settings',
    lock: 'Lock',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    reload: 'Reload the window',
    developerTools: 'Developer tools',
    help: 'Help',
    about: 'About Uige',
    saveTitle: 'Save the file',
  },
};
