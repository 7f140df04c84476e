/** RSA TEST keys, generated once: whoever reads this file has them. Nothing that they sign proves anything. */
export interface RsaTestKey { readonly bits: number; /** Base64 of PKCS #8. */ readonly secret: string; /** Base64 of SubjectPublicKeyInfo. */ readonly public: string }

export const TEST_KEY_RSA_2048: RsaTestKey = {
  bits: 2048,
  secret:
    'MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQC6Oo67xXlfHMHG62HBS+Z4qv55ZfI3CF9EVPHC+EfCiNIomwR3zLixk0PHb+YFuuwkXL3FHA08inCZRu2UnRsUEHxqMgXL3Qcd80FLaIwu1Thd' +
    'JCXhg0v5XkE8mhnXVkgY6hhvo3x3i1n9yyfBmCt1LqqYTz/Rq/jvE9EM80Fv2ePMRrUa8377LFsBh+BdqPUpLC89Pub6mvYApeyhAf3TJcCK8HjR8wBr254OnMqZg3N8PItURm1EQOtA841lCRjCDH1pcMN2kyb+' +
    'DWRmSh3IB9vvBAqYTVlqbJpe9bAzbVN16xROIgN/DhnUYYKXE9Gz1EejDUKF3/eW2LGY4QErAgMBAAECggEAFhlW0L95TKkb8aADBK4eFlmsQvmvCYrLy08NNWbDFTmpPrpOiGzZyfDAzUzhDfMFjLcYqehPRczj' +
    '2byJ+uW9zd669NskxvFeo9Y2/FzWrcQNoTfl6uHqxRfDRA7BXEVX3uUAq1bKMWFu92gBOr71AT3dbp+Q4i+3JZ/DYfcH397WkC7moLEh81MXpfK92tfExl7xSkKiE7ziXwx3rd/9EtpQ4ec8mzg0JfQ1QMvDkS8I' +
    'DHWeveV1DZaVojpOn8l0ZrhTw2K/TcEpWdoJCqXc1L8hJC6gx6/mWor5uvSeJpqYweNroDU0Pggvqi34XgT9oF6Wc1XhQSNqmKZP3iH1AQKBgQDbBn15p19dVaW4GTovgi4wWeScTx3fStMuTfwWyiennJFsfwg6' +
    'fgBORpN16roK+Ty7Kb4a+ysvqPWXSYwtS3y3vPGIA37XPBvO4Yp8TpDIaYRoewCNQOMc1x0Xfdq5i5eT/B+Fjy/zpJZXdzTq5JKN410c62ymzAc0jgb2mqEggQKBgQDZqrZo27Rvct1GvKRWHgS0vcbYLp35WvP8' +
    'GtpU9Kd7FgtEqrKanSFLiU6AyX5WhaBQYqJpQPilXH/bba25oexcRijNDPwjLyj/M1frde/tj11NnuFBrzd587+NvpA2YHHuEjKbCU/cuYDSUSNsaTf4F493ST5tvVBcMqCqjXrLqwKBgErAMUy2uc5h77ggLAKQ' +
    '3HC2DVbnjZtqrx5rkTC598S1o9Aynr1PyYzte2BQJwSdwYNjILWWqUuPz5m9iTDgRYVz37766mxM4HS/9wKr0bAEiyMZb7vFvH1YUV52HpMauDXSY3OyxbvSnVjmn1HXhskUIvA+zQs0MPVXz7qUVY+BAoGACLfm' +
    'wIJ0UrZ2GHw71Ns08wxa55PObgtvlFx6/EYkYzC52NFBgCHlEIJ6a3wmnE6T4kRhHvgkPXNcB6z39WR/9B43SidH/hzIdphW4C6EIq7IXPCNMzVScocJ2CKW4iawyYlfD4iq8ztW5pWrZo88V6qR64Q6hOi9TEQW' +
    '3V33WisCgYAqwQ6AXTv5/tKnadiPIChRidcVEpsUP3ub2slM1su1MH1nzfMm2Pasxt/8mMaX2Pxm9wJ4m7fKAX86eJ6dU99atXoZTL1lIIU1nMrYyReYgOdRX/9lwzjoBWwcdRptzWNgkAYuJsP6vFPuEH08fd+C' +
    'SZoN8p67MGikcJ6vOCRJdg==',
  public:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAujqOu8V5XxzBxuthwUvmeKr+eWXyNwhfRFTxwvhHwojSKJsEd8y4sZNDx2/mBbrsJFy9xRwNPIpwmUbtlJ0bFBB8ajIFy90HHfNBS2iMLtU4XSQl4YNL' +
    '+V5BPJoZ11ZIGOoYb6N8d4tZ/csnwZgrdS6qmE8/0av47xPRDPNBb9njzEa1GvN++yxbAYfgXaj1KSwvPT7m+pr2AKXsoQH90yXAivB40fMAa9ueDpzKmYNzfDyLVEZtREDrQPONZQkYwgx9aXDDdpMm/g1kZkod' +
    'yAfb7wQKmE1ZamyaXvWwM21TdesUTiIDfw4Z1GGClxPRs9RHow1Chd/3ltixmOEBKwIDAQAB',
};

/** Too short to rely on: for the fault alone. */
export const TEST_KEY_RSA_1024: RsaTestKey = {
  bits: 1024,
  secret:
    'MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBAMzv50rpxIbIy9JsTxWsZWRqbbau/2QmbJl10i/3+lJcX7K9bNW16As8DMevFxy5jBiJPTzm3QV98S0csQLhuYuOVTmQKYZYH5OyFPv3z+Dusm7j' +
    'tMz4HQ+YneDNZ2HPRce2fcyctcO+PWTnN7JgKFCSCQ+6shuBYcFHFwubPBINAgMBAAECgYBYpTzqzotPsfNYJblfqp6A/PhQGQoni+dVyf0M+rqwfXx3mDBHkNO6aFMu3LGmnyvWQSbX/RSFl6CG3u5CTNkwmd7o' +
    'Rz+gi5B4Z8PwxVKpkR9hN1kyR5vb5VWctsNbd1lhlchmIoQhb9kLmICpG3X3sP/De+km/+RuIJMj7d8QgQJBAPSnsmKkQA7p5VrtVDBDb+YVTQFNGsJ9w6KMUyrbsiAluiTBVdvBZaljODQbOPCqGEOLbyX3zsoj' +
    'D2z42UKzHxkCQQDWcLbpifjrPvb7Cho0PwqFHpL+z8lSEUSCWsqIt6nOzAYQOByjUEy07LXg/AWW8nhAsmXZSE6VsTiLLcwJsE0VAkBRYKJmSyn/i+89Mmnpb9T9nCI0B5iaDskO/UwAmnkCVmo3JZPQd+C/2f/s' +
    '3Q0wh/NwLCX5ZBcFh2nvHkrt87SpAkEAxgwdcn0Bzso9Mkb3Qo+CeMVu/zUKeugFvNp7OV9ezeXyJ6KbGF2+Kk5//8TiqLFRTHc2x0EXivq8/RWT3tLbrQJBANNtyiwOCpBwojBm1eZjo3jIZ5ppqCGDNG4pG0q/' +
    'RqqyQoRUlNjZ2/K2S0gFiBjOyHgmvX+vkY/k3LNVGUldrsQ=',
  public:
    'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDM7+dK6cSGyMvSbE8VrGVkam22rv9kJmyZddIv9/pSXF+yvWzVtegLPAzHrxccuYwYiT085t0FffEtHLEC4bmLjlU5kCmGWB+TshT798/g7rJu47TM+B0PmJ3g' +
    'zWdhz0XHtn3MnLXDvj1k5zeyYChQkgkPurIbgWHBRxcLmzwSDQIDAQAB',
};

/** RFC 7468. */
export function publicKeyPem(key: RsaTestKey): string {
  return `-----BEGIN PUBLIC KEY-----\n${(key.public.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
}
