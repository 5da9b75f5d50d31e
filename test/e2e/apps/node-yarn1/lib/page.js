const { readFileSync } = require('node:fs')

/** What the browser shows. */
exports.page = (points) => `${readFileSync('dist/page.html', 'utf8')}you rolled ${points}\n`
