// The user settings the workbench is opened with: everything it would do or show on its own is switched off.

export type Theme = 'dark' | 'light' | 'hc';

const colorThemes: Readonly<Record<Theme, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Default High Contrast',
};

export function isTheme(name: string): name is Theme {
  return Object.hasOwn(colorThemes, name);
}

/** settings.json of a window in `theme`. */
export function userSettings(theme: Theme): string {
  const settings = {
    'workbench.colorTheme': colorThemes[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    // Pictures show no folders of this machine.
    'breadcrumbs.enabled': false,
    'workbench.startupEditor': 'none',
    // As on the desktop; in a browser it is on by itself.
    'files.autoSave': 'off',
    'workbench.tips.enabled': false,
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'chat.disableAIFeatures': true,
    'chat.commandCenter.enabled': false,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    'git.autofetch': false,
    'git.openRepositoryInParentFolders': 'never',
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'update.showReleaseNotes': false,
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}
