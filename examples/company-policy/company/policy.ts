/** Bases that the company maintains, and why others are not among them. */
export const allowedBases = ['python:3.13-slim-trixie', 'node:24-trixie-slim'] as const

/** Packages that every image must have. */
export const requiredPackages = ['ca-certificates', 'tzdata'] as const

/** Labels that every image carries; teams cannot change them. */
export const companyLabels = {
  'org.opencontainers.image.vendor': 'Example Ltd',
  'com.example.policy': '2',
} as const
