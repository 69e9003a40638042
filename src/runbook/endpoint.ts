/** What a client needs to know. */
export interface Endpoint {
  readonly host: string;
  /** File with the certificate that the client must trust; absent where everybody trusts it. */
  readonly certificateFile?: string;
  /** Whether Milvus asks for user and password. */
  readonly token: boolean;
}
