/**
 * Sent with every response. Scripts, styles and pictures come from the program itself and from nowhere else;
 * the page can talk only to its own origin.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  // What the window does not use, nothing in it can ask for; copying text stays possible.
  'permissions-policy': [
    'camera',
    'clipboard-read',
    'display-capture',
    'geolocation',
    'hid',
    'idle-detection',
    'local-fonts',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-get',
    'serial',
    'storage-access',
    'usb',
    'window-management',
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
}

/**
 * For bytes that come from imported files and projects. Opened on their own, in a tab, they are a document of our
 * origin, in which nothing may run or load.
 */
export const pictureSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"
