import { describe, expect, it } from 'vitest'
import { isSecretName } from '../../src/ignore/secret-names.js'

describe('isSecretName', () => {
  it.each(
    'deploy.pem server.key store.P12 shop.pfx app.jks id_rsa id_ed25519 .npmrc .netrc .env .env.production credentials.json service-account.prod.json serviceAccount.json client_secret_1.json vault.kdbx login.ppk terraform.tfstate'.split(
      ' ',
    ),
  )('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  it.each('server.js package.json .env.example id_rsa.pub key.ts keys accounts.json credentials.ts pem.txt'.split(' '))(
    '%s is none',
    (name) => {
      expect(isSecretName(name)).toBe(false)
    },
  )
})
