// Written by `npm run client` from the server's OpenAPI document.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can do its part: its database answers, webhooks can be kept, lanes are looked after */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "name" | "last_used" | "expires";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ApiKey"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an API key
         * @description Only this answer has the `secret`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedApiKey"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an API key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description From this moment it is refused, and invitations that it created are withdrawn. It stays in the list, so that the audit log can name it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description Its name, its end, and the member who answers for it. A key can do no more than that member: to give it to another one you need all of its permissions yourself.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApiKeyChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/api-keys/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was asked with an API key
         * @description The newest first. It is kept for 7 days, and a request is there within seconds.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description failed: only what was answered with an error, a status of 400 or more */
                    outcome?: "failed";
                    sort?: "created";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ApiRequest"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a request with its bodies
         * @description Bodies are shown to those who may read contacts and conversations.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiRequestDetail"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attribute-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the attributes that contacts have
         * @description The first value of an attribute, from whichever source, decides its type. What is of another type later is reported to who gave it.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by last_used, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description In names and descriptions */
                    search?: string;
                    sort?: "name" | "created" | "last_used";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AttributeDefinition"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attribute-definitions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Describe an attribute */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AttributeDefinitionChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttributeDefinition"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the audit log, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Such as `template.updated`, or `template` */
                    action?: string;
                    /** @description member, api_key, system; an id; or the start of a name */
                    actor?: string;
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    from?: string;
                    limit?: number;
                    /** @description A kind, an id, or the start of a name */
                    subject?: string;
                    /** @description Exclusive */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["AuditRecord"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log as CSV */
        get: {
            parameters: {
                query?: {
                    /** @description Such as `template.updated`, or `template` */
                    action?: string;
                    /** @description member, api_key, system; an id; or the start of a name */
                    actor?: string;
                    from?: string;
                    /** @description A kind, an id, or the start of a name */
                    subject?: string;
                    /** @description Exclusive */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description text/csv */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/business-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List business accounts with their numbers */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["BusinessAccount"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/business-accounts/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disconnect a business account
         * @description Its numbers stop sending and their subscription groups are archived. Nothing is deleted: connecting it again brings everything back. Another workspace may connect it meanwhile.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Disconnection"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/business-accounts/{id}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a phone number to a business account */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewNumber"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List campaigns */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Campaign"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a campaign */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewCampaign"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/launches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Launch a campaign, now or at a time */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLaunch"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/launches/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a launch of a campaign would do now
         * @description How many people would get a message, from which number, and whether it was launched before.
         */
        get: {
            parameters: {
                query?: {
                    /** @description A launch of the campaign that would be repeated in part, with `to` */
                    resends?: string;
                    /** @description Which part of its audience */
                    to?: "failed" | "unsent";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchPreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how to open Login with Facebook */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoginDialog"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/prerequisites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what must be acknowledged before connecting */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Prerequisite"][];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/prerequisites/{key}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge a prerequisite
         * @description Stored with the member, the time and the wording at that moment.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Prerequisite"][];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sandbox that stands for Meta, where there is one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SandboxOrNone"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Subscribe to webhooks again
         * @description Has Meta deliver here what concerns the app, every connected account and every number, and examines it. Callbacks that an account or a number had elsewhere are removed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookOrder"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connect/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect the business accounts of a Login with Facebook
         * @description Send the `code` that the login dialog gave, within 30 seconds. The accounts are those that Meta says were granted. Doing it again renews the access. What did not succeed, though the account is connected, is listed under `warnings`. A member must have acknowledged the prerequisites, and sends the `state` of a redirect along.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WhatsAppLogin"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consent-keywords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keywords that the workspace added
         * @description STOP, START, HELP and their like in other languages are always understood and not listed.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "word";
                    /** @description Those of this group, and those of every group */
                    subscription_group_id?: string;
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ConsentKeyword"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a keyword
         * @description A word counts where it is the whole message. A word of a group goes before one of every group, and both before those that Parley knows; STOP and UNSUBSCRIBE always unsubscribe.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewConsentKeyword"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentKeyword"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consent-keywords/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a keyword */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what contacts did
         * @description Up to 500 events and purchases, each judged on its own. A person that no contact is becomes one, without consent to anything.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactEvents"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactEventsRecorded"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List exports, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ContactExport"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Export contacts to a file
         * @description All contacts, or those of a filter, of a list under its filters, or named ones, with the columns that are wanted, as CSV, workbook (.xlsx) or JSON lines. It is written in the background and kept for seven days. Imports read it again. Nothing in it is run by a spreadsheet. When somebody is erased, all files of the workspace go at once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewContactExport"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the progress of an export */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the file of an export */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV, JSON lines or a workbook */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tags of contacts */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by name, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "name" | "created";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["CountedTag"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a tag
         * @description Answers 200 with the tag of that name, in any case, where there is one.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewContactTag"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactTag"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactTag"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a tag; its contacts stay
         * @description Refused while a segment or a launch selects by it; `uses` names what.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a tag */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactTagChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactTag"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List and search contacts */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    /** @description Exactly */
                    bsuid?: string;
                    country?: string;
                    /** @description Only those created on this day or later, in UTC */
                    created_from?: string;
                    /** @description Only those created on this day or earlier, in UTC */
                    created_until?: string;
                    /** @description Exactly */
                    external_id?: string;
                    /** @description What to give of each contact besides, commas between */
                    include?: string;
                    language?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description E.164, exactly */
                    phone?: string;
                    /** @description The start of any word of a name, of a phone as people write it, an external id or an e-mail address */
                    search?: string;
                    sort?: "created";
                    /** @description Only those who said something to this group */
                    subscription_group_id?: string;
                    /** @description Only those who said this to the group; unknown: they never said anything. With subscription_group_id */
                    subscription_state?: "subscribed" | "unsubscribed" | "unknown";
                    /** @description Only those with this tag */
                    tag_id?: string;
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ListedContact"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create or update a contact
         * @description The contact is the one that has the bsuid, else the phone, else the external_id; if there is none, a new one is created.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactPatch"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a contact with their subscriptions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactDetails"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Erase a contact with everything personal that is kept about them
         * @description Counts of what was sent stay, and no message, conversation, event or consent record. What waits to be sent is dropped.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description A field left out stays as it is, null removes it; attributes are merged one by one.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/contacts/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a contact an alias
         * @description A contact has any number of them. One that they have already stays.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactAlias"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactIdentities"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Take an alias from a contact */
        delete: {
            parameters: {
                query: {
                    /** @description What the name is of, such as the shop */
                    label: string;
                    /** @description Under its label it belongs to one contact */
                    name: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/consent-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read why a contact's subscriptions are what they are */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ConsentRecord"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What Meta's refusals told about a contact
         * @description Such as that the phone is not on WhatsApp, or that they had enough marketing for now; the newest first.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveryFacts"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a contact did
         * @description Events and purchases, the latest first.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by at, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "at";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ContactEvent"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything that is kept about a contact
         * @description One object with a list or an object for each kind of thing, for the person themselves.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactExport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a contact is known by, and was */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactIdentities"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/preference-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The address of a contact's own preference page
         * @description For that contact alone. Contents name it as {{ contact.preference_link }}, which makes one for each person.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PreferenceLink"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/reachability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether a contact can be written to now, and why not
         * @description From each number, by the category of a template and with free text. A message meets the same rules when it goes out; a template that is not approved and a messaging limit may still hold it.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactReachability"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/subscriptions/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record a contact's consent or objection
         * @description The newest consent wins: an older one changes nothing.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group_id: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConsentStatement"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangedSubscription"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the tags of a contact */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TagsOfContactChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagsOfContact"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/contacts/{id}/threads/{number_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a contact and a number wrote to each other, newest first
         * @description Also where the contact never wrote, and there is no conversation yet.
         */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    /** @description Of the entries at `before` only those before this one: `at` and `id` of the last entry of a page lead to the next */
                    before_id?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                    number_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Thread"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened to a contact, the newest first
         * @description Events and purchases, messages with what became of them, what the contact wrote, and changes of consent. What messages say needs conversations:read, and codes to sign in with are hidden from all.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before */
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Timeline"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/bulk/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete many contacts with subscriptions, consent records and conversations */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BulkDeletion"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkProgress"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/bulk/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record the consent or the objection of many contacts
         * @description The newest consent wins, as for one contact; each gets a consent record of its own.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BulkSubscriptions"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkSubscriptionProgress"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/bulk/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the tags of many contacts */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BulkTags"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkProgress"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make one contact of two that are one person
         * @description The contact that stays gets all events, messages, conversations, consent records, tags and identities of the other one, and what is not known of it yet. Of two states in a subscription group the newer counts. It cannot be undone.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactMerge"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversation-media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of a message
         * @description 409 while it is not here: the thread's `media` says why. Pictures, sounds and videos come with their type, everything else as `application/octet-stream`, to be downloaded. One `Range` of bytes may be asked for.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description The part of it that was asked for */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description The file does not have that part */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversation-media/{id}/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again to fetch the file of a message from Meta
         * @description Changes nothing where it is here already.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConversationMedia"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations, such as those in which somebody wrote within 24 hours
         * @description The one in which the contact wrote last comes first. One whose contact never wrote has the place of when it began.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    contact_id?: string;
                    limit?: number;
                    /** @description Only those whose contact may have asked to be left alone, as long as nobody has said whether they did */
                    maybe_stop?: "true";
                    number_id?: string;
                    /** @description Default: desc by activity, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "activity";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                    /** @description Only those whose contact wrote within 24 hours */
                    window?: "open";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Conversation"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation and its window */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    /** @description Of the entries at `before` only those before this one: `at` and `id` of the last entry of a page lead to the next */
                    before_id?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Thread"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer with free text inside the customer service window */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewReply"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedReply"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/stop-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether a message was an opt-out
         * @description `unsubscribed` unsubscribes the contact from the number's group, with the member's word as evidence; `dismissed` changes nothing. Either way nobody has to read it any more.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StopReview"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the doctor found last
         * @description Runs after connecting, after a number or an account was changed here, daily, and on request.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LastDoctorRun"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Check everything between this workspace and WhatsApp
         * @description Asks the database, Meta and this server's own webhook address. `ok` is false when a check failed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoctorRun"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the events that contacts had */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by last_used, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description In names and descriptions */
                    search?: string;
                    sort?: "name" | "created" | "last_used";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["EventName"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-names/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Describe an event */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EventNameChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventName"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream the changes of the workspace
         * @description Server-sent events, each `{type, id}`: fetch what it names again. An id of null: several of that type. An `inbound_message` has its `conversation_id`, too. After `everything`, fetch all again. It ends with the session or key of its request. A `contact`, and a `subscription` by its group, is reported at most once a second. An event `time` has the platform's time, now and then. An EventSource names the workspace as `?workspace=…`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List imports, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "file_name";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Import"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Start an import
         * @description With a subscription group and its consent it takes the permission subscriptions:write as well.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewImport"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the progress of an import */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an import
         * @description At any time before its end. What was imported stays; it can be undone.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload the file of an import
         * @description CSV whatever its delimiter, encoding and line ends, or JSON lines (an object a line), at most 1 GB; or a workbook of Excel (.xlsx) of at most 25 MB, of which the first sheet is read. Which of them it is, is found out by what is in it. Answers when the whole file is stored, and the import is queued (or ready, where somebody is to look at it first): a worker imports it in the background, and `GET /imports/{id}` tells its progress. Rows that cannot be imported are kept apart and never stop the file. An import whose upload was cut off, or whose file could not be read as a whole, is `failed` with a `failure_code`; give it its file again then.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause an import */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an import that is ready
         * @description Reads the start of the file as these settings would have it, and stores nothing: what each column becomes, the first rows, what would be refused or left out, and how many subscribe.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportSettings"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/refused-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the rows that were refused as a file of the kind that was imported */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description CSV, JSON lines or a workbook */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/refused-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rows that were refused, with line, code and reason */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this line */
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["RefusedRow"][];
                            /** @description `after` of the next page; null on the last */
                            next: number | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/refused.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the rows that were refused as CSV, with line, code and reason */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description text/csv */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a paused import */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an import that is ready, or a dry run of it
         * @description What is not said here is as for a new import, but for the kind. A dry run reads the whole file and counts what importing it would do; the import is ready again then, with these counts.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportStart"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete the contacts that an import created
         * @description Those with which nothing has happened since: a contact who was changed, wrote, was written to or said something else about messages stays. What the import changed of contacts that were there before stays, too. Events are not undone.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the kinds of cells that were left out of rows that were taken */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ImportWarning"][];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the import of a file
         * @description Send the first 65536 bytes of the file, or all of it when it is shorter. Nothing is stored. A file that could not be read as a whole answers 422 with `failure_code`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description What these people agreed to: a column says it (subscription_state), everyone in the file agreed (needs consent_source), or nobody yet */
                    consent?: "column" | "everyone" | "none";
                    /** @description What proves the consent of rows without consent_evidence, such as a link to the form */
                    consent_evidence?: string | null;
                    /** @description Where the consent of rows without consent_source comes from, such as web_form_2025 */
                    consent_source?: string | null;
                    /** @description The country of phones without + or 00. Without it such rows are refused: digits are never guessed */
                    default_country?: string | null;
                    /** @description The event of rows that name none, such as order_placed */
                    event_name?: string | null;
                    /** @description What each row is: a contact, or something that somebody did, such as a purchase. Default: as the import has it, of a new one contacts */
                    kind?: "contacts" | "events";
                    /** @description Whether cells that say NULL, nan, none or - are empty */
                    null_is_empty?: string | boolean;
                    /** @description The list that the file's consent is about; needed when it has some */
                    subscription_group_id?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/sample.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file as imports read it, to start from */
        get: {
            parameters: {
                query?: {
                    kind?: "contacts" | "events";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description text/csv */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List pending invitations */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "email" | "role" | "expires";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Invitation"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite a member
         * @description Sends an email if SMTP is configured; `link` works either way. Inviting an address again renews the invitation.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SentInvitation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept the invitation of a link */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvitationAcceptance"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AcceptedInvitation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/token/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the invitation of a link */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ShownInvitation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List launches, such as those that are paused
         * @description The oldest first. GET /v1/launches/{id} has the counts of one.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    campaign_id?: string;
                    limit?: number;
                    /** @description One or, with commas between them, several of: scheduled, expanding, sending, paused, completed, canceled */
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["LaunchEntry"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a launch */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel the messages that have not been sent */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/consent-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who was left out of a launch and why, and what proves the consent of all others */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    /** @description sent: Meta was asked to send it; suppressed: decided against; waiting: not decided yet */
                    fate?: "sent" | "suppressed" | "waiting";
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["LaunchedConsent"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a launch: nothing of it is sent until it goes on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Launch once more for the people a launch did not reach
         * @description A launch of its own for a part of the audience: `failed`, whose messages all failed, or `unsent`, who were sent none. Nobody who got a message, or whose message still waits, gets another.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LaunchResend"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused launch go on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/launches/{id}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Continue a held launch with another template
         * @description The other template belongs to the same account, is approved, and is filled with the same values. What was sent stays as it was; nobody gets a second message. The campaign keeps its own content.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateReplacement"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List static lists */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "name" | "members";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ContactList"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create a static list */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewContactList"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactList"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a static list */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactList"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a static list
         * @description Its contacts stay. Refused while a segment selects by it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename or describe a static list */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactListChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContactList"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/lists/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put contacts on a static list, and take contacts off it
         * @description By ids, external ids or both. A contact that is named twice is on it once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListMembersChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListMembersChanged"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List log entries that could not be applied, the oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SetAsideEntry"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/set-aside/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one with its payload */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SetAsidePayload"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete one for good
         * @description What it says, such as an opt-out or a status, is then lost.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/set-aside/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply one again
         * @description It goes back into the log, and is set aside again if it still cannot be applied.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AppliedEntries"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/set-aside/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply all of them again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AppliedEntries"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member who is signed in, and their workspaces */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your name, time zone or locale */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MyChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of the workspace */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "name" | "email" | "role" | "last_seen";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Member"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member from the workspace
         * @description Takes the permission members:manage, unless you remove yourself. API keys that the member created are revoked.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a member's role */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/message-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file for the header of messages
         * @description The body is the file, its content-type one of image/jpeg and image/png (5 MB), video/mp4 (16 MB) and application/pdf (100 MB). The answer's `id` goes into the content's `header_media.id`. It is valid for messages of this number, for 30 days.
         */
        post: {
            parameters: {
                query: {
                    file_name?: string;
                    /** @description Whose messages show it */
                    number_id: string;
                };
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageMedia"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of a source, such as a launch, of a kind of source, or of a contact */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    contact_id?: string;
                    limit?: number;
                    /** @description Such as the id of a launch */
                    source_id?: string;
                    /** @description Such as `test`: those that members sent to themselves */
                    source_kind?: "launch" | "trigger" | "canvas_step" | "api" | "reply" | "consent_reply" | "test";
                    status?: "queued" | "in_doubt" | "dropped" | "accepted" | "sent" | "delivered" | "read" | "played" | "failed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Message"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Send one message to one contact
         * @description It is accepted when it is in the outbox; GET /v1/messages/{id} tells what happened to it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewMessage"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedMessage"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message and what happened to it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the messages of the last days
         * @description Today first. Each stage is counted on the day on which it was reached, for the first time; a message sent before midnight may be read on the next day. Tests are not counted.
         */
        get: {
            parameters: {
                query?: {
                    days?: number;
                    /** @description In which a day starts, such as America/Lima */
                    time_zone?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayCounts"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about messages in doubt
         * @description Of these it is not known whether Meta has them: their post got no answer, or their worker died. Most are settled by a status, or sent again once it is sure that they did not arrive. About the others, whose grace period is over, a person decides. Name some of them, or all of a source or number.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoubtDecision"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecidedDoubts"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a template for one contact
         * @description With its Liquid rendered, and in the contact's language where the content lets it choose.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MessagePreviewRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessagePreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a template to a phone of your own
         * @description It is accepted when it is in the outbox, and goes before most other messages, within ten minutes or not at all; GET /v1/messages/{id} tells what happened to it, and Meta's error. It is not a message to a contact: it needs no subscription and is not counted. Send it to people who know about it only.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TestMessage"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedMessage"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List notifications, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                    /** @description Only those that you have not read */
                    unread?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Notification"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which notifications you get by e-mail */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationChoices"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Choose which notifications you get by e-mail
         * @description In this workspace. Kinds that your role is not told of are kept out of the mails.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewNotificationChoices"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationChoices"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the notifications that you have not read */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationCount"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description For the member who asks. Others still have them to read.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NotificationsRead"];
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List numbers */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Number"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set a number's sending rate */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NumberChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/numbers/{id}/display-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Meta for another display name
         * @description Meta reviews it; `new_name_status` is the state of the review. Register the number again once it is approved: only then do people see it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DisplayNameChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a number to another business account
         * @description Two-step verification must be off. Meta has the number verified and registered again: go on with request_code. Its subscription group and its conversations stay.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NumberMove"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a number's two-step PIN */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KeptPin"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Set a number's two-step PIN
         * @description At Meta and here; the old PIN is not needed. Only WhatsApp Manager can switch it off.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PinChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a number's public profile */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BusinessProfile"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a number's public profile
         * @description What is left out stays as it is; "" empties it. `revision` is of what Meta has now.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BusinessProfileChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BusinessProfile"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/numbers/{id}/profile/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a number's profile picture
         * @description The body is the file: JPEG or PNG, square, at least 192 pixels, at most 5 MB.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BusinessProfile"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who a number can reach */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reach"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Set a number's test recipients
         * @description Meta keeps the list in the App Dashboard and does not tell it, so it is repeated here. While the number is restricted, messages to anyone else are dropped as `not_a_test_recipient`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TestRecipients"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reach"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refresh a number from Meta */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a verified number
         * @description The first registration sets the number's two-step PIN, later ones must repeat it. Without `pin` the kept one is used, or a new one made. The number gets a subscription group if it has none.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Registration"] | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/request-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have Meta send a verification code to the number */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CodeRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the verification code */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CodeConfirmation"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List how long what is kept */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Retentions"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention/{what}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set how long something is kept
         * @description What is older is deleted within hours, a part of it each minute, and cannot be brought back.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    what: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Retentions"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/retention/{what}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What keeping something for so many days would free now */
        get: {
            parameters: {
                query: {
                    days: number;
                };
                header?: never;
                path: {
                    what: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Freed"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roles, and what each may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"][];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your views of a list */
        get: {
            parameters: {
                query: {
                    /** @description Such as contacts */
                    list: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SavedView"][];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Save a view of a list
         * @description It takes the place of your view of that name, if you have one.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSavedView"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedView"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete one of your views */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find anything by name
         * @description Only kinds that the caller may read are looked through. Of each kind the best come first: exact matches, then names that start with it.
         */
        get: {
            parameters: {
                query: {
                    /** @description Hits of each kind */
                    limit?: number;
                    /** @description A name, or the start of one; a phone number as people type it */
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Hit"][];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List segments */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    archived?: "true" | "false";
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description In names and tags */
                    search?: string;
                    sort?: "created" | "name" | "updated" | "people";
                    /** @description Only suppression lists, or only others */
                    suppression?: "true" | "false";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Segment"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a segment
         * @description Attributes, events, lists and segments that the filter names must be known.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSegment"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a segment */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a segment
         * @description Refused while something uses it; `uses` names what.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a segment, or archive it */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Segment"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/segments/{id}/explain/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain why a contact is in a segment, or is not */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    contact_id: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentExplanation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how many members a segment had, day by day */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentHistory"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether a segment is live, and what it drives */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentLiveState"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of a segment */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SegmentMember"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what uses a segment */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentUses"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the contacts that a filter selects
         * @description Exact: in all, after each condition, and how many of them the number of a subscription group reaches. Reads only.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentPreviewRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentPreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Explain why a filter selects a contact, or does not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentExplainRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentExplanation"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List the contacts that a filter selects */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentMembersRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SegmentMember"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to sign up and in at this installation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Setup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List subscription groups */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "name";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["SubscriptionGroup"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Create the subscription group of a number */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSubscriptionGroup"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubscriptionGroup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a subscription group with its counts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CountedSubscriptionGroup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or archive a subscription group
         * @description Nobody is subscribed to an archived group. What people said is kept, and comes back with it.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SubscriptionGroupChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubscriptionGroup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/subscription-groups/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how consent changed, by day and by source */
        get: {
            parameters: {
                query?: {
                    days?: number;
                    /** @description In which a day starts, such as America/Lima. Default: the workspace's, or else UTC */
                    time_zone?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentHistory"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}/opt-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the opt-in links of a group */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "name";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["OptInLink"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an opt-in link
         * @description Who follows it writes its message to the number, and is subscribed by that: the message is the evidence.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOptInLink"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}/opt-in-links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename or archive an opt-in link */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    link_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OptInLinkChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OptInLink"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/subscription-groups/{id}/opt-in-links/{link_id}/qr-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code of an opt-in link, as SVG */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    link_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description image/svg+xml */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a group answers to STOP, START and HELP */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentReplies"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}/replies/{occasion}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change what a group answers on one occasion
         * @description A reply is sent once, within ten minutes of what it answers or not at all, also to someone who has just unsubscribed.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    /** @description goodbye: someone unsubscribed by a message; welcome: subscribed; help: asked for help; confirm: asked to subscribe, where the group asks twice */
                    occasion: "goodbye" | "welcome" | "help" | "confirm";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConsentReplyChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConsentReply"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-groups/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who was subscribed at any time, and what proves it
         * @description Every contact with the consent record that counted then. Who has none is `unknown` and gets no marketing.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    /** @description As it was known then; now if left out */
                    at?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created";
                    state?: "subscribed" | "unsubscribed" | "unknown";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["ReportedConsent"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/template-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List drafts of templates
         * @description Newest first: what members are still writing, in the dashboard or anywhere else.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    limit?: number;
                    /** @description The draft of a change of this template */
                    template_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["TemplateDraftSummary"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/template-drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a draft */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateDraft"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Save a draft
         * @description Under an id of your own: the first time makes it, and the same again is no harm. Meta does not see it; `POST /v1/templates` or `PATCH /v1/templates/{id}` with its id as `draft_id` submits what it says and takes it away. Answers 413 when it is too large.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateDraftChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateDraft"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Discard a draft */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Discarded */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/template-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List templates by name, each with its languages
         * @description Filters find a group when one of its templates is of that kind.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    business_account_id?: string;
                    category?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    /** @description In names and texts */
                    search?: string;
                    sort?: "created" | "name" | "changed";
                    status?: string;
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["TemplateGroup"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/template-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template's languages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateGroup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Declare the fall-back language
         * @description Contacts whose language has no template get this one.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateGroupChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateGroup"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/template-library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Meta's template library
         * @description Formats that Meta has written and reviewed. They belong to no account.
         */
        get: {
            parameters: {
                query: {
                    /** @description `next` of the page before */
                    after?: string;
                    /** @description The business account whose access to Meta is used */
                    business_account_id: string;
                    /** @description Such as E_COMMERCE */
                    industry?: string;
                    language?: string;
                    limit?: number;
                    /** @description In names and texts */
                    search?: string;
                    /** @description Such as ORDER_MANAGEMENT */
                    topic?: string;
                    /** @description Such as ORDER_CONFIRMATION */
                    usecase?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["LibraryTemplate"][];
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/template-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a sample file for a template's header
         * @description The body is the file, its content-type one of image/jpeg and image/png (5 MB), video/mp4 (16 MB) and application/pdf (100 MB). The answer's `handle` goes into the header's `example.header_handle`.
         */
        post: {
            parameters: {
                query: {
                    business_account_id: string;
                    file_name?: string;
                };
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateMedia"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List templates
         * @description Deleted templates are listed only with `status=DELETED`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Continue after this id: the `next` of the page before */
                    after?: string;
                    business_account_id?: string;
                    limit?: number;
                    name?: string;
                    /** @description One or, with commas between them, several: PENDING, APPROVED, REJECTED, … */
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["Template"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Submit a template to Meta for review
         * @description It is checked first; what Meta would refuse is answered 422 with the `rule` and every finding under `issues`. What review may object to is listed under `warnings`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTemplate"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmittedTemplate"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a template at Meta and here
         * @description Refused while a launch or a waiting message needs it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deleted */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Edit a template
         * @description Meta reviews it again. Approved templates can be edited once in 24 hours and ten times in 30 days, rejected and paused ones any number of times. Answers 409 when the template was edited after the given revision.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateEdit"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmittedTemplate"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/templates/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit a copy of a template under another name or in another language */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateCopy"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubmittedTemplate"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Preview a template with values */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplatePreviewRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplatePreview"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a pacing pause
         * @description Possible from five minutes after the pause started. Pauses for low quality end by themselves; `can_unpause` says which kind it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what uses a template */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateUses"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/from-library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a template from Meta's library unchanged
         * @description Meta has reviewed it already. Buttons get the addresses and numbers given, in the order of the format's buttons.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LibraryChoice"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Template"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a template without submitting it
         * @description Every rule of Meta's that a machine can check, what its policies may object to, the category it would probably find, and, with a business account, which other templates are in the way.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplatePreflightRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplatePreflight"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sync the templates of a business account with Meta */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateSyncRequest"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateSyncReport"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery with its attempts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Also one that arrived, under the same id as before.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhook endpoints */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: asc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created" | "url";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["WebhookEndpoint"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a webhook endpoint
         * @description It is told of what happens from now on, by a POST signed as Standard Webhooks describes it. Only this answer has the `secret`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook endpoint */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpoint"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description What waits for it is not sent any more, and its log is deleted.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description One that is off is told of nothing that happens meanwhile. Turned on, it is sent what still waits for it.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookEndpointChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpoint"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook endpoint was told
         * @description The newest first. It is kept for 14 days.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, in the same order */
                    after?: string;
                    limit?: number;
                    /** @description Default: desc by created, else asc. What has no value comes last */
                    order?: "asc" | "desc";
                    sort?: "created";
                    state?: "waiting" | "delivered" | "failed";
                    /** @description Whether to count the whole list, too */
                    total?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: components["schemas"]["WebhookDelivery"][];
                            /** @description `after` of the next page; null on the last */
                            next: string | null;
                            total?: components["schemas"]["Total"];
                        };
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what failed
         * @description Everything that was given up, under the same ids as before.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookReplay"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplay"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook endpoint a new secret
         * @description Only this answer has it. For 24 hours each webhook has the signatures of both, so that receivers can take over the new one; a second change within that time ends the first secret at once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to a webhook endpoint
         * @description Sends an event of the kind `test` once and waits for the answer, also where the endpoint is off.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what webhook endpoints can be told of */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookKinds"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the workspace: its name, time zone, locale, currency or quiet hours */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WorkspaceChange"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Workspace"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a workspace; you become its owner
         * @description Open to owners and admins of an existing workspace.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWorkspace"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Workspace"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptedInvitation: {
            /** Format: uuid */
            workspace_id: string;
        };
        ApiKey: {
            /** Format: date-time */
            created_at: string;
            /** @description It is refused from then on; null: it has no end */
            expires_at: string | null;
            /** @description The key's first characters */
            hint: string;
            /** Format: uuid */
            id: string;
            /** @description To the minute; null: never */
            last_used_at: string | null;
            name: string;
            /** @description The member who answers for it: who created it, unless it was given to another. null: it was created with the installation, or by a key that was */
            owner: {
                /** Format: uuid */
                id: string;
                /** @description null: no longer a member */
                name: string | null;
            } | null;
            /** @description What it may do now: its own permissions, as far as its owner still has them */
            permissions: ("conversations:read" | "conversations:reply" | "webhooks:manage" | "campaigns:read" | "campaigns:write" | "campaigns:launch" | "contacts:export" | "segments:read" | "segments:write" | "messages:send" | "templates:read" | "templates:write" | "contacts:read" | "contacts:write" | "subscriptions:read" | "subscriptions:write" | "connection:read" | "connection:manage" | "members:read" | "members:manage" | "api_keys:manage" | "audit:read" | "workspace:manage")[];
            revoked_at: string | null;
        };
        ApiKeyChange: {
            /** @description When it ends, in the future; null: it has no end */
            expires_at?: string | null;
            name?: string;
            /**
             * Format: uuid
             * @description A member of the workspace
             */
            owner_id?: string;
        };
        ApiRequest: {
            /** Format: date-time */
            at: string;
            duration_ms: number;
            error_code: string | null;
            /** Format: uuid */
            id: string;
            method: string;
            path: string;
            status: number;
        };
        ApiRequestDetail: {
            /** @description The same of the answer */
            answer: string | null;
            /** Format: uuid */
            api_key_id: string;
            /** Format: date-time */
            at: string;
            /** @description The first 4,000 characters of JSON, without secrets */
            body: string | null;
            duration_ms: number;
            error_code: string | null;
            /** Format: uuid */
            id: string;
            /** @description It was about a contact who was deleted since; bodies and path are gone */
            is_erased: boolean;
            method: string;
            path: string;
            /** @description The path as it is documented */
            route: string;
            status: number;
        };
        AppliedEntries: {
            /** @description How many went back into the log */
            entries: number;
        };
        AttributeDefinition: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** Format: uuid */
            id: string;
            /** @description The day, in UTC, on which a contact was last given a value */
            last_used_at: string | null;
            name: string;
            /** @enum {string} */
            type: "boolean" | "number" | "text" | "date" | "array" | "object" | "array_of_objects";
        };
        AttributeDefinitionChange: {
            /** @description What it means, for members. null: nothing */
            description: string | null;
        };
        AuditRecord: {
            action: string;
            actor: {
                id: string | null;
                /** @enum {string} */
                kind: "member" | "api_key" | "system";
                name: string | null;
            };
            /** @description What they are since */
            after: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            at: string;
            /** @description What the changed fields were */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description Of a contact, whose values are not kept: the names of what changed, `phone` or `attributes.city` */
            changed: string[] | null;
            /** Format: uuid */
            id: string;
            subject: {
                id: string | null;
                kind: string;
                name: string | null;
            };
        };
        BulkDeletion: {
            /**
             * Format: uuid
             * @description With `matching`: continue after this contact, the `next` of the request before
             */
            after?: string;
            /** @description These; or else `matching` */
            contact_ids?: string[];
            /** @description All that the list has under these filters, the newest first */
            matching?: components["schemas"]["ContactFilters"];
        };
        BulkProgress: {
            /** @description How many of them are in another state than before */
            changed: number;
            /** @description How many contacts this request was about */
            contacts: number;
            /** @description Where there are more: `after` of the request that continues, each for 5000 at most; null: all are done */
            next: string | null;
        };
        BulkSubscriptionProgress: {
            /** @description How many of them are in another state than before */
            changed: number;
            /** @description How many contacts this request was about */
            contacts: number;
            /** @description Where there are more: `after` of the request that continues, each for 5000 at most; null: all are done */
            next: string | null;
            /** @description How many stay unsubscribed, as they objected later than this */
            objections_kept: number;
        };
        BulkSubscriptions: {
            /**
             * Format: uuid
             * @description With `matching`: continue after this contact, the `next` of the request before
             */
            after?: string;
            /** @description These; or else `matching` */
            contact_ids?: string[];
            /**
             * @description What proves it, such as a link
             * @default null
             */
            evidence?: string | null;
            /**
             * Format: date-time
             * @description When they said so; now if left out
             */
            given_at?: string;
            /** @description All that the list has under these filters, the newest first */
            matching?: components["schemas"]["ContactFilters"];
            /** @description Where they said so, such as a web form: it is in every consent record */
            source: string;
            /** @enum {string} */
            state: "subscribed" | "unsubscribed";
            /** Format: uuid */
            subscription_group_id: string;
        };
        BulkTags: {
            /**
             * @description Ids of tags
             * @default []
             */
            add?: string[];
            /**
             * Format: uuid
             * @description With `matching`: continue after this contact, the `next` of the request before
             */
            after?: string;
            /** @description These; or else `matching` */
            contact_ids?: string[];
            /** @description All that the list has under these filters, the newest first */
            matching?: components["schemas"]["ContactFilters"];
            /**
             * @description Ids of tags
             * @default []
             */
            remove?: string[];
        };
        BusinessAccount: {
            /** @description The business portfolio that owns it */
            business_id: string | null;
            /** Format: date-time */
            connected_at: string;
            country: string | null;
            currency: string | null;
            /** @description Since then it is kept, but not used */
            disconnected_at: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            numbers: components["schemas"]["Number"][];
            /** @description Meta's review of the account: APPROVED, PENDING, REJECTED */
            review_status: string | null;
            /** @description null: the access does not expire */
            token_expires_at: string | null;
            token_scopes: string[];
            /** Format: date-time */
            updated_at: string;
            /** @description Of the portfolio's business: verified, not_verified, pending, … */
            verification_status: string | null;
            /** @description The WhatsApp Business Account's id at Meta */
            waba_id: string;
        };
        BusinessProfile: {
            about: string | null;
            address: string | null;
            description: string | null;
            email: string | null;
            picture_url: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            vertical: string | null;
            websites: string[];
        };
        BusinessProfileChange: {
            about?: string;
            address?: string;
            description?: string;
            email?: "" | string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            /** @enum {string} */
            vertical?: "OTHER" | "AUTO" | "BEAUTY" | "APPAREL" | "EDU" | "ENTERTAIN" | "EVENT_PLAN" | "FINANCE" | "GROCERY" | "GOVT" | "HOTEL" | "HEALTH" | "NONPROFIT" | "PROF_SERVICES" | "RETAIL" | "TRAVEL" | "RESTAURANT" | "ALCOHOL" | "ONLINE_GAMBLING" | "PHYSICAL_GAMBLING" | "OTC_DRUGS";
            websites?: string[];
        };
        ButtonValues: {
            /** @description Order details button: Meta's `action` for the country */
            action?: {
                [key: string]: unknown;
            };
            /** @description At most 20 characters, 15 in a limited-time offer */
            coupon_code?: string;
            /** @description Flow button: data of the first screen */
            flow_action_data?: {
                [key: string]: unknown;
            };
            /** @description Flow button: comes back with the answers; `unused` when absent */
            flow_token?: string;
            /** @description Quick reply: comes back when it is tapped */
            payload?: string;
            /** @description Multi-product button: at most 30 products in all */
            sections?: components["schemas"]["ProductSection"][];
            /** @description URL button: what replaces the variable at the end of the address */
            suffix?: string;
            /** @description Catalog and multi-product button: the product whose picture is shown */
            thumbnail_product_retailer_id?: string;
            /** @description Call button: how long it can be tapped */
            ttl_minutes?: number;
        };
        Campaign: {
            audience: components["schemas"]["Filter"];
            /** Format: uuid */
            content_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            number_id: string;
            tags: string[];
            /** Format: date-time */
            updated_at: string;
        };
        CardValues: {
            body?: {
                [key: string]: string;
            };
            buttons?: {
                [key: string]: components["schemas"]["ButtonValues"];
            };
            header_media?: {
                filename?: string;
                id: string;
            } | {
                filename?: string;
                link: string;
            };
            header_product?: {
                catalog_id: string;
                product_retailer_id: string;
            };
        };
        ChangedSubscription: {
            changed: boolean;
            /**
             * Format: date-time
             * @description When the person said so last
             */
            changed_at: string;
            /** Format: uuid */
            number_id: string;
            /** @enum {string} */
            state: "subscribed" | "unsubscribed";
            /** Format: uuid */
            subscription_group_id: string;
        };
        Check: {
            fix?: components["schemas"]["Fix"];
            /** @description How to fix it */
            help?: string;
            message: string;
            /** @description Stable; what was looked at */
            name: string;
            /** @enum {string} */
            state: "ok" | "warning" | "failed" | "skipped";
            /** @description The business account, number or template concerned */
            subject?: string;
        };
        CodeConfirmation: {
            code: string;
        };
        CodeRequest: {
            /** @default en_US */
            language?: string;
            /** @enum {string} */
            method: "SMS" | "VOICE";
        };
        Connection: {
            business_accounts: components["schemas"]["BusinessAccount"][];
            doctor: components["schemas"]["DoctorRun"];
            warnings: components["schemas"]["ConnectionWarning"][];
        };
        ConnectionWarning: {
            code: string;
            help: string;
            message: string;
            /** @description The WABA id or phone number concerned; absent: everything */
            subject?: string;
        };
        ConsentHistory: {
            /** @description Every day of the period, oldest first */
            days: {
                /** @description Of the calendar in the time zone asked for, such as 2026-11-22 */
                day: string;
                subscribed: number;
                unsubscribed: number;
            }[];
            /** @description Of all time, the most frequent first */
            sources: {
                source: string;
                subscribed: number;
                unsubscribed: number;
            }[];
        };
        ConsentKeyword: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /**
             * @description What the word does: unsubscribe, subscribe, ask for help; none: nothing, where it usually does something
             * @enum {string}
             */
            meaning: "stop" | "start" | "help" | "none";
            /** @description null: for every group of the workspace */
            subscription_group_id: string | null;
            word: string;
        };
        ConsentRecord: {
            /** @description Who recorded it: member:<id>, api_key:<id>, contact or system */
            actor: string;
            /** @description The member's or the key's; null: neither, or a member who has left the workspace */
            actor_name: string | null;
            /** @description What proves it; of keyword and button, the words and WhatsApp's message id */
            evidence: string | null;
            /** Format: date-time */
            given_at: string;
            /** @description Of that only the day is known, in UTC */
            given_day_only: boolean;
            /** Format: uuid */
            id: string;
            /** @description What it was before; null: nothing was known, or the record is from before this was kept */
            previous_state: ("subscribed" | "unsubscribed") | null;
            /** Format: date-time */
            recorded_at: string;
            /** @description keyword: a message such as STOP or START; button: a tap on a button; opt_in_link: the message of an opt-in link; double_opt_in: confirmed after they asked; preference_page: the contact's own page; whatsapp: WhatsApp's own settings, or its refusal of a message; otherwise as it was recorded, such as import or web_form */
            source: string;
            /**
             * @description What the record is about; pending: they asked to subscribe, and have to confirm it; identity_changed: the person has another phone number or WhatsApp id, and their consent came along
             * @enum {string}
             */
            state: "subscribed" | "unsubscribed" | "pending" | "identity_changed";
            /** Format: uuid */
            subscription_group_id: string;
        };
        ConsentReplies: {
            data: components["schemas"]["ConsentReply"][];
        };
        ConsentReply: {
            enabled: boolean;
            /**
             * @description goodbye: someone unsubscribed by a message; welcome: subscribed; help: asked for help; confirm: asked to subscribe, where the group asks twice
             * @enum {string}
             */
            occasion: "goodbye" | "welcome" | "help" | "confirm";
            revision: number | null;
            /** @description One a language; the first is for people whose language is not among them */
            texts: {
                /** @description Of `confirm`: what the button says by which people confirm. Default: Yes */
                button?: string;
                /** @description Such as es or pt_BR */
                language: string;
                /** @description Liquid, such as {{ contact.first_name }} and {{ contact.preference_link }} */
                text: string;
            }[];
        };
        ConsentReplyChange: {
            enabled: boolean;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            /** @description One a language; the first is for people whose language is not among them */
            texts: {
                /** @description Of `confirm`: what the button says by which people confirm. Default: Yes */
                button?: string;
                /** @description Such as es or pt_BR */
                language: string;
                /** @description Liquid, such as {{ contact.first_name }} and {{ contact.preference_link }} */
                text: string;
            }[];
        };
        ConsentStatement: {
            /**
             * @description What proves it, such as an order number or a URL
             * @default null
             */
            evidence?: string | null;
            /**
             * Format: date-time
             * @description When the person said so; now if left out
             */
            given_at?: string;
            /**
             * @description Where it comes from, such as web_form
             * @default api
             */
            source?: string;
            /** @enum {string} */
            state: "subscribed" | "unsubscribed";
        };
        Contact: {
            attributes: {
                [key: string]: unknown;
            };
            /** @description Meta's business-scoped user id */
            bsuid: string | null;
            city: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description YYYY-MM-DD */
            date_of_birth: string | null;
            email: string | null;
            external_id: string | null;
            first_name: string | null;
            /** @description M, F, O (other), N (not applicable) or P (prefers not to say) */
            gender: string | null;
            /** Format: uuid */
            id: string;
            /** @description What was given as their phone and is none */
            invalid_phone: string | null;
            /** @description As templates name it, such as pt_BR */
            language: string | null;
            last_name: string | null;
            /** @description E.164, such as +4915112345678 */
            phone: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description IANA, such as Europe/Berlin */
            time_zone: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description In WhatsApp */
            username: string | null;
            /** @description As WhatsApp reports it; not always the phone's digits */
            wa_id: string | null;
        };
        ContactAlias: {
            /** @description What the name is of, such as the shop */
            label: string;
            /** @description Under its label it belongs to one contact */
            name: string;
        };
        ContactChange: {
            /** @description Values of any type, or null, which removes. The first value of an attribute decides its type */
            attributes?: {
                [key: string]: unknown;
            };
            bsuid?: string | null;
            city?: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country?: string | null;
            /** @description YYYY-MM-DD */
            date_of_birth?: string | null;
            email?: string | null;
            external_id?: string | null;
            first_name?: string | null;
            /** @description M, F, O (other), N (not applicable) or P (prefers not to say) */
            gender?: string | null;
            /** @description As templates name it, such as pt_BR */
            language?: string | null;
            last_name?: string | null;
            /** @description E.164, such as +4915112345678 */
            phone?: string | null;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            /** @description IANA, such as Europe/Berlin */
            time_zone?: string | null;
        };
        ContactDetails: {
            attributes: {
                [key: string]: unknown;
            };
            /** @description Meta's business-scoped user id */
            bsuid: string | null;
            city: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description YYYY-MM-DD */
            date_of_birth: string | null;
            email: string | null;
            external_id: string | null;
            first_name: string | null;
            /** @description M, F, O (other), N (not applicable) or P (prefers not to say) */
            gender: string | null;
            /** Format: uuid */
            id: string;
            /** @description What was given as their phone and is none */
            invalid_phone: string | null;
            /** @description As templates name it, such as pt_BR */
            language: string | null;
            last_name: string | null;
            /** @description E.164, such as +4915112345678 */
            phone: string | null;
            /** @description The phone as people write it, such as +49 1511 2345678 */
            phone_formatted: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            subscriptions: components["schemas"]["Subscription"][];
            tags: components["schemas"]["TagOfContact"][];
            /** @description IANA, such as Europe/Berlin */
            time_zone: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description In WhatsApp */
            username: string | null;
            /** @description As WhatsApp reports it; not always the phone's digits */
            wa_id: string | null;
        };
        ContactEvent: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "event" | "purchase";
            name: string;
            properties: {
                [key: string]: unknown;
            } | null;
            /** @description Of a purchase: price times quantity */
            value: number | null;
        };
        ContactEvents: {
            /** @description Each with `contact_id`, `external_id`, `phone` or `bsuid`, a `name`, and where they are known `at`, `key`, `value` and `properties`; a purchase has `product_id`, `currency`, `price` and `quantity` instead of the name */
            events: {
                [key: string]: unknown;
            }[];
        };
        ContactEventsRecorded: {
            /** @description Events that were not recorded; all others were */
            errors: {
                /** @description Stable; build on it */
                code: string;
                field?: string;
                /** @description Of the event, from 0 */
                index: number;
                message: string;
            }[];
            recorded: number;
            /** @description Events whose key came before: they count once */
            repeated: number;
        };
        ContactExport: {
            bytes: number;
            columns: string[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            failure: string | null;
            finished_at: string | null;
            /** @enum {string} */
            format: "csv" | "xlsx" | "jsonl";
            /** Format: uuid */
            id: string;
            rows_written: number;
            /**
             * @description queued, running, completed, failed, or expired: then its file is gone
             * @enum {string}
             */
            state: "queued" | "running" | "completed" | "failed" | "expired";
        };
        ContactFilters: {
            /** @description Exactly */
            bsuid?: string;
            country?: string;
            /**
             * Format: date
             * @description Only those created on this day or later, in UTC
             */
            created_from?: string;
            /**
             * Format: date
             * @description Only those created on this day or earlier, in UTC
             */
            created_until?: string;
            /** @description Exactly */
            external_id?: string;
            language?: string;
            /** @description E.164, exactly */
            phone?: string;
            /** @description The start of any word of a name, of a phone as people write it, an external id or an e-mail address */
            search?: string;
            /**
             * Format: uuid
             * @description Only those who said something to this group
             */
            subscription_group_id?: string;
            /**
             * @description Only those who said this to the group; unknown: they never said anything. With subscription_group_id
             * @enum {string}
             */
            subscription_state?: "subscribed" | "unsubscribed" | "unknown";
            /**
             * Format: uuid
             * @description Only those with this tag
             */
            tag_id?: string;
        };
        ContactIdentities: {
            data: components["schemas"]["ContactIdentity"][];
        };
        ContactIdentity: {
            /**
             * @description A bsuid is Meta's business-scoped user id, a wa_id the number as WhatsApp reports it
             * @enum {string}
             */
            kind: "phone" | "wa_id" | "bsuid" | "external_id" | "alias";
            /** @description Of an alias: what the name is of, such as the shop */
            label: string | null;
            /** @description Of a bsuid: Meta's id of the business portfolio, where it is known */
            portfolio: string | null;
            /** Format: date-time */
            since: string;
            /** @description null: still */
            until: string | null;
            value: string;
        };
        ContactList: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** Format: uuid */
            id: string;
            members: number;
            name: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** Format: date-time */
            updated_at: string;
        };
        ContactListChange: {
            description?: string | null;
            name?: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
        };
        ContactMerge: {
            /**
             * Format: uuid
             * @description The contact that is to be gone
             */
            from: string;
            /**
             * Format: uuid
             * @description The contact that stays; what is known of it stays
             */
            into: string;
        };
        ContactPatch: {
            /** @description Values of any type, or null, which removes. The first value of an attribute decides its type */
            attributes?: {
                [key: string]: unknown;
            };
            bsuid?: string | null;
            city?: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country?: string | null;
            /** @description YYYY-MM-DD */
            date_of_birth?: string | null;
            email?: string | null;
            external_id?: string | null;
            first_name?: string | null;
            /** @description M, F, O (other), N (not applicable) or P (prefers not to say) */
            gender?: string | null;
            /** @description As templates name it, such as pt_BR */
            language?: string | null;
            last_name?: string | null;
            /** @description E.164, such as +4915112345678 */
            phone?: string | null;
            /** @description IANA, such as Europe/Berlin */
            time_zone?: string | null;
        };
        ContactReach: {
            /** @description With a template of this category, from any number */
            marketing: components["schemas"]["ListedReach"];
            /** @description With a template of this category, from any number */
            utility: components["schemas"]["ListedReach"];
            /** @description Free text may be sent until then, from the number that they wrote to last; null: no window is open */
            window_closes_at: string | null;
        };
        ContactReachability: {
            data: components["schemas"]["Reachability"][];
        };
        ContactTag: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
        };
        ContactTagChange: {
            name: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
        };
        Conversation: {
            contact: {
                bsuid: string | null;
                first_name: string | null;
                last_name: string | null;
                phone: string | null;
                /** @description The digits that they wrote from, at which they are answered */
                wa_id: string | null;
            };
            /** Format: uuid */
            contact_id: string;
            /** Format: uuid */
            id: string;
            last_inbound_at: string | null;
            /** @description When they wrote what may be an opt-out, in words of their own, and nobody has said whether it is */
            maybe_stop_at: string | null;
            /** Format: uuid */
            number_id: string;
            window_closes_at: string | null;
            /** @description Whether free-form messages may be sent now */
            window_open: boolean;
        };
        ConversationMedia: {
            bytes: number | null;
            /** @description Why it is not here */
            failure: {
                code: string;
                detail: string | null;
                message: string;
            } | null;
            file_name: string | null;
            /**
             * Format: uuid
             * @description For GET /v1/conversation-media/{id}
             */
            id: string;
            /** @description As the sender's phone says */
            mime_type: string | null;
            /**
             * @description `waiting`: it is being fetched, or fetched again if `failure` says why it is not here yet
             * @enum {string}
             */
            state: "waiting" | "fetched" | "failed";
        };
        CountedSubscriptionGroup: {
            /** @description Whether someone who unsubscribed is answered inside the service window: free-form messages and utility templates. Marketing is never sent to them */
            answers_unsubscribed: boolean;
            archived_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Who asks to subscribe by a message is asked once more, and subscribed when they confirm it */
            double_opt_in: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            number_id: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            subscribed: number;
            unsubscribed: number;
        };
        CountedTag: {
            /** @description How many have it */
            contacts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
        };
        CreatedApiKey: {
            /** Format: date-time */
            created_at: string;
            /** @description It is refused from then on; null: it has no end */
            expires_at: string | null;
            /** @description The key's first characters */
            hint: string;
            /** Format: uuid */
            id: string;
            /** @description To the minute; null: never */
            last_used_at: string | null;
            name: string;
            /** @description The member who answers for it: who created it, unless it was given to another. null: it was created with the installation, or by a key that was */
            owner: {
                /** Format: uuid */
                id: string;
                /** @description null: no longer a member */
                name: string | null;
            } | null;
            /** @description What it may do now: its own permissions, as far as its owner still has them */
            permissions: ("conversations:read" | "conversations:reply" | "webhooks:manage" | "campaigns:read" | "campaigns:write" | "campaigns:launch" | "contacts:export" | "segments:read" | "segments:write" | "messages:send" | "templates:read" | "templates:write" | "contacts:read" | "contacts:write" | "subscriptions:read" | "subscriptions:write" | "connection:read" | "connection:manage" | "members:read" | "members:manage" | "api_keys:manage" | "audit:read" | "workspace:manage")[];
            revoked_at: string | null;
            secret: string;
        };
        DayCounts: {
            data: {
                /**
                 * Format: date
                 * @description A day of the calendar, such as 2026-11-29
                 */
                date: string;
                delivered: number;
                failed: number;
                read: number;
                /** @description That got their first reply */
                replied: number;
                sent: number;
            }[];
            time_zone: string;
        };
        DecidedDoubts: {
            /** @description Messages whose grace period was over */
            decided: number;
        };
        DeliveryFacts: {
            data: {
                advice: string | null;
                /** @description Meta's */
                code: string;
                /** Format: date-time */
                first_at: string;
                /** Format: date-time */
                last_at: string;
                times: number;
                title: string;
            }[];
        };
        Disconnection: {
            business_account: components["schemas"]["BusinessAccount"];
            warnings: components["schemas"]["ConnectionWarning"][];
        };
        DisplayNameChange: {
            display_name: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
        };
        DoctorRun: {
            checks: components["schemas"]["Check"][];
            /** Format: date-time */
            examined_at: string;
            /** Format: uuid */
            id: string;
            /** @description false when a check failed */
            ok: boolean;
            /**
             * @description `changed`: a number or an account was changed here
             * @enum {string}
             */
            trigger: "connected" | "changed" | "asked" | "daily";
        };
        DoubtDecision: {
            /**
             * @description send_again: they may reach somebody twice. leave: they end as failed, until a status says otherwise
             * @enum {string}
             */
            decision: "send_again" | "leave";
            message_ids?: string[];
            /** Format: uuid */
            number_id?: string;
            /** Format: uuid */
            source_id?: string;
        };
        EventName: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** Format: uuid */
            id: string;
            /**
             * @description `purchase` is one name of all purchases
             * @enum {string}
             */
            kind: "event" | "purchase";
            /** @description The day, in UTC, on which one was last recorded */
            last_used_at: string | null;
            name: string;
        };
        EventNameChange: {
            /** @description What it means, for members. null: nothing */
            description: string | null;
        };
        Filter: {
            all: components["schemas"]["Filter"][];
        } | {
            any: components["schemas"]["Filter"][];
        } | {
            not: components["schemas"]["Filter"];
        } | ((({
            /** @enum {string} */
            field: "external_id" | "phone" | "email" | "first_name" | "last_name" | "gender" | "date_of_birth" | "language" | "country" | "city" | "time_zone";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "exists" | "missing";
        } | {
            /** @enum {string} */
            field: "external_id" | "phone" | "email" | "first_name" | "last_name" | "gender" | "date_of_birth" | "language" | "country" | "city" | "time_zone";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "equals" | "not_equals";
            value: string;
        } | {
            /** @enum {string} */
            field: "external_id" | "phone" | "email" | "first_name" | "last_name" | "gender" | "date_of_birth" | "language" | "country" | "city" | "time_zone";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "in" | "not_in";
            value: string[];
        } | {
            /** @enum {string} */
            field: "external_id" | "phone" | "email" | "first_name" | "last_name" | "gender" | "date_of_birth" | "language" | "country" | "city" | "time_zone";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "contains" | "starts_with";
            value: string;
        }) | ({
            /** @constant */
            field: "created_at";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "exists" | "missing";
        } | {
            /** @constant */
            field: "created_at";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "before" | "after";
            value: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            /**
             * @description By whose clock days begin. Default: the workspace's
             * @enum {string}
             */
            zone?: "workspace" | "contact";
        } | {
            /** @constant */
            field: "created_at";
            /** @constant */
            on: "contact";
            /** @enum {string} */
            op: "on";
            value: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            /**
             * @description By whose clock days begin. Default: the workspace's
             * @enum {string}
             */
            zone?: "workspace" | "contact";
        })) | ({
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "some_member" | "no_member";
            where: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
        } | ({
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "exists" | "missing";
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "equals" | "not_equals";
            value: string | number | boolean;
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "in" | "not_in";
            value: (string | number | boolean)[];
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "contains" | "starts_with";
            value: string;
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "greater_than" | "at_least" | "less_than" | "at_most";
            value: number;
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "includes" | "excludes";
            value: string | number | boolean;
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "before" | "after";
            value: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            /**
             * @description By whose clock days begin. Default: the workspace's
             * @enum {string}
             */
            zone?: "workspace" | "contact";
        } | {
            name: string;
            /** @constant */
            on: "attribute";
            /** @enum {string} */
            op: "on";
            value: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            /**
             * @description By whose clock days begin. Default: the workspace's
             * @enum {string}
             */
            zone?: "workspace" | "contact";
        })) | ({
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "did" | "did_not";
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "at_least";
            times: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "at_most" | "exactly";
            times: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "first" | "last";
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within: components["schemas"]["FilterWindow"];
        } | {
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "sum_at_least" | "sum_less_than";
            /** @description A number. Default: of purchases what was paid */
            property?: string;
            value: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "sum_more_than" | "sum_at_most";
            /** @description A number. Default: of purchases what was paid */
            property?: string;
            value: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            by: {
                name: string;
                where?: ({
                    /** @enum {string} */
                    op: "exists" | "missing";
                    property: string;
                } | {
                    /** @enum {string} */
                    op: "equals" | "not_equals";
                    property: string;
                    value: string | number | boolean;
                } | {
                    /** @enum {string} */
                    op: "in" | "not_in";
                    property: string;
                    value: (string | number | boolean)[];
                } | {
                    /** @enum {string} */
                    op: "contains" | "starts_with";
                    property: string;
                    value: string;
                } | {
                    /** @enum {string} */
                    op: "greater_than" | "at_least" | "less_than" | "at_most";
                    property: string;
                    value: number;
                } | {
                    /** @enum {string} */
                    op: "includes" | "excludes";
                    property: string;
                    value: string | number | boolean;
                } | {
                    /** @enum {string} */
                    op: "before" | "after";
                    property: string;
                    value: string | {
                        ago: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        ahead: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        day: number;
                    };
                    /**
                     * @description By whose clock days begin. Default: the workspace's
                     * @enum {string}
                     */
                    zone?: "workspace" | "contact";
                } | {
                    /** @enum {string} */
                    op: "on";
                    property: string;
                    value: string | {
                        ago: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        ahead: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        day: number;
                    };
                    /**
                     * @description By whose clock days begin. Default: the workspace's
                     * @enum {string}
                     */
                    zone?: "workspace" | "contact";
                })[];
            };
            in: {
                amount: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            };
            name: string;
            /** @constant */
            on: "event";
            /** @enum {string} */
            op: "followed_by" | "not_followed_by";
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        }) | ({
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "did" | "did_not";
            /** @description Default: any */
            product_id?: string;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "at_least";
            /** @description Default: any */
            product_id?: string;
            times: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "at_most" | "exactly";
            /** @description Default: any */
            product_id?: string;
            times: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "first" | "last";
            /** @description Default: any */
            product_id?: string;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within: components["schemas"]["FilterWindow"];
        } | {
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "sum_at_least" | "sum_less_than";
            /** @description Default: any */
            product_id?: string;
            /** @description A number. Default: of purchases what was paid */
            property?: string;
            value: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "sum_more_than" | "sum_at_most";
            /** @description Default: any */
            product_id?: string;
            /** @description A number. Default: of purchases what was paid */
            property?: string;
            value: number;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        } | {
            by: {
                name: string;
                where?: ({
                    /** @enum {string} */
                    op: "exists" | "missing";
                    property: string;
                } | {
                    /** @enum {string} */
                    op: "equals" | "not_equals";
                    property: string;
                    value: string | number | boolean;
                } | {
                    /** @enum {string} */
                    op: "in" | "not_in";
                    property: string;
                    value: (string | number | boolean)[];
                } | {
                    /** @enum {string} */
                    op: "contains" | "starts_with";
                    property: string;
                    value: string;
                } | {
                    /** @enum {string} */
                    op: "greater_than" | "at_least" | "less_than" | "at_most";
                    property: string;
                    value: number;
                } | {
                    /** @enum {string} */
                    op: "includes" | "excludes";
                    property: string;
                    value: string | number | boolean;
                } | {
                    /** @enum {string} */
                    op: "before" | "after";
                    property: string;
                    value: string | {
                        ago: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        ahead: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        day: number;
                    };
                    /**
                     * @description By whose clock days begin. Default: the workspace's
                     * @enum {string}
                     */
                    zone?: "workspace" | "contact";
                } | {
                    /** @enum {string} */
                    op: "on";
                    property: string;
                    value: string | {
                        ago: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        ahead: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "days" | "weeks";
                    } | {
                        day: number;
                    };
                    /**
                     * @description By whose clock days begin. Default: the workspace's
                     * @enum {string}
                     */
                    zone?: "workspace" | "contact";
                })[];
            };
            in: {
                amount: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            };
            /** @constant */
            on: "purchase";
            /** @enum {string} */
            op: "followed_by" | "not_followed_by";
            /** @description Default: any */
            product_id?: string;
            where?: ({
                /** @enum {string} */
                op: "exists" | "missing";
                property: string;
            } | {
                /** @enum {string} */
                op: "equals" | "not_equals";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "in" | "not_in";
                property: string;
                value: (string | number | boolean)[];
            } | {
                /** @enum {string} */
                op: "contains" | "starts_with";
                property: string;
                value: string;
            } | {
                /** @enum {string} */
                op: "greater_than" | "at_least" | "less_than" | "at_most";
                property: string;
                value: number;
            } | {
                /** @enum {string} */
                op: "includes" | "excludes";
                property: string;
                value: string | number | boolean;
            } | {
                /** @enum {string} */
                op: "before" | "after";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            } | {
                /** @enum {string} */
                op: "on";
                property: string;
                value: string | {
                    ago: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    ahead: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "days" | "weeks";
                } | {
                    day: number;
                };
                /**
                 * @description By whose clock days begin. Default: the workspace's
                 * @enum {string}
                 */
                zone?: "workspace" | "contact";
            })[];
            within?: components["schemas"]["FilterWindow"];
        }) | ({
            /**
             * Format: uuid
             * @description Of any launch of the campaign
             */
            campaign_id?: string;
            /** @constant */
            on: "message";
            /** @enum {string} */
            op: "did" | "did_not";
            /** @description Meta's code of the failure, such as 131026, or why it was dropped */
            reason?: string;
            /**
             * Format: uuid
             * @description Of one launch
             */
            source_id?: string;
            /** @enum {string} */
            stage: "received" | "delivered" | "read" | "replied" | "failed" | "dropped";
            within?: components["schemas"]["FilterWindow"];
        } | {
            /**
             * Format: uuid
             * @description Of any launch of the campaign
             */
            campaign_id?: string;
            /** @constant */
            on: "message";
            /** @enum {string} */
            op: "at_least";
            /** @description Meta's code of the failure, such as 131026, or why it was dropped */
            reason?: string;
            /**
             * Format: uuid
             * @description Of one launch
             */
            source_id?: string;
            /** @enum {string} */
            stage: "received" | "delivered" | "read" | "replied" | "failed" | "dropped";
            times: number;
            within?: components["schemas"]["FilterWindow"];
        }) | ({
            /** Format: uuid */
            group_id: string;
            /** @constant */
            on: "subscription";
            /** @enum {string} */
            op: "subscribed" | "unsubscribed";
            /** @description When they said so last */
            within?: components["schemas"]["FilterWindow"];
        } | {
            /** Format: uuid */
            group_id: string;
            /** @constant */
            on: "subscription";
            /** @enum {string} */
            op: "never_said" | "not_subscribed";
        }) | {
            /**
             * Format: uuid
             * @description Default: any
             */
            number_id?: string;
            /** @constant */
            on: "window";
            /** @enum {string} */
            op: "open" | "closed";
        } | {
            /**
             * @description Default: anything
             * @enum {string}
             */
            for?: "anything" | "marketing";
            /** @constant */
            on: "reachable";
            /** @enum {string} */
            op: "is" | "is_not";
        } | {
            from: number;
            /** @constant */
            on: "random_bucket";
            /** @description Itself included */
            to: number;
        } | {
            /** @constant */
            on: "segment";
            /** @enum {string} */
            op: "in" | "not_in";
            /** Format: uuid */
            segment_id: string;
        } | {
            /** Format: uuid */
            list_id: string;
            /** @constant */
            on: "list";
            /** @enum {string} */
            op: "in" | "not_in";
        } | {
            /** @constant */
            on: "tag";
            /** @enum {string} */
            op: "has" | "has_not";
            /** Format: uuid */
            tag_id: string;
        });
        FilterWindow: {
            from?: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            to?: string | {
                ago: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                ahead: number;
                /** @enum {string} */
                unit: "minutes" | "hours" | "days" | "weeks";
            } | {
                day: number;
            };
            /**
             * @description By whose clock days begin. Default: the workspace's
             * @enum {string}
             */
            zone?: "workspace" | "contact";
        };
        /** @description What fixes a finding: the action, and what it is to be done to */
        Fix: {
            /**
             * @description Login with Facebook, which renews the access
             * @constant
             */
            kind: "log_in";
        } | {
            /**
             * @description POST /v1/connect/webhooks
             * @constant
             */
            kind: "subscribe_webhooks";
        } | {
            /** Format: uuid */
            business_account_id: string;
            /** @constant */
            kind: "add_number";
        } | {
            /** @constant */
            kind: "verify_number";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "register_number";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "refresh_number";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "set_pin";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "set_display_name";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "set_test_recipients";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "set_rate";
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "change_template";
            /** Format: uuid */
            template_group_id: string;
        } | {
            /** @constant */
            kind: "visit_meta";
            /** @description Its name there */
            place: string;
            /** Format: uri */
            url: string;
        };
        Freed: {
            /** @description About: their share of what the tables and indexes take, and what their files take */
            bytes: number;
            rows: number;
        };
        FreeFormContent: {
            /** @constant */
            kind: "free_form";
            message: {
                text: {
                    body: string;
                    preview_url?: boolean;
                };
                /** @constant */
                type: "text";
            } | {
                image: {
                    caption?: string;
                    id?: string;
                    link?: string;
                };
                /** @constant */
                type: "image";
            } | {
                /** @constant */
                type: "video";
                video: {
                    caption?: string;
                    id?: string;
                    link?: string;
                };
            } | {
                audio: {
                    id?: string;
                    link?: string;
                    voice?: boolean;
                };
                /** @constant */
                type: "audio";
            } | {
                document: {
                    caption?: string;
                    filename?: string;
                    id?: string;
                    link?: string;
                };
                /** @constant */
                type: "document";
            } | {
                sticker: {
                    id?: string;
                    link?: string;
                };
                /** @constant */
                type: "sticker";
            } | {
                location: {
                    address?: string;
                    latitude: number | string;
                    longitude: number | string;
                    name?: string;
                };
                /** @constant */
                type: "location";
            } | {
                contacts: {
                    addresses?: {
                        city?: string;
                        country?: string;
                        country_code?: string;
                        state?: string;
                        street?: string;
                        type?: string;
                        zip?: string;
                    }[];
                    birthday?: string;
                    emails?: {
                        email: string;
                        type?: string;
                    }[];
                    name: {
                        first_name?: string;
                        formatted_name: string;
                        last_name?: string;
                        middle_name?: string;
                        prefix?: string;
                        suffix?: string;
                    };
                    org?: {
                        company?: string;
                        department?: string;
                        title?: string;
                    };
                    phones?: {
                        phone?: string;
                        type?: string;
                        wa_id?: string;
                    }[];
                    urls?: {
                        type?: string;
                        url: string;
                    }[];
                }[];
                /** @constant */
                type: "contacts";
            } | {
                reaction: {
                    emoji: string;
                    message_id: string;
                };
                /** @constant */
                type: "reaction";
            } | {
                pin: {
                    expiration_days?: number;
                    message_id: string;
                    /** @enum {string} */
                    type: "pin" | "unpin";
                };
                /** @constant */
                type: "pin";
            } | {
                interactive: {
                    action: {
                        buttons: {
                            reply: {
                                id: string;
                                title: string;
                            };
                            /** @constant */
                            type: "reply";
                        }[];
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "button";
                } | {
                    action: {
                        button: string;
                        sections: {
                            rows: {
                                description?: string;
                                id: string;
                                title: string;
                            }[];
                            title?: string;
                        }[];
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    };
                    /** @constant */
                    type: "list";
                } | {
                    action: {
                        /** @constant */
                        name: "cta_url";
                        parameters: {
                            display_text: string;
                            url: string;
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "cta_url";
                } | {
                    action: {
                        /** @constant */
                        name: "flow";
                        parameters: {
                            /** @enum {string} */
                            flow_action?: "navigate" | "data_exchange";
                            flow_action_payload?: {
                                data?: {
                                    [key: string]: unknown;
                                };
                                screen?: string;
                            };
                            flow_cta: string;
                            flow_id?: string;
                            flow_message_version: string;
                            flow_name?: string;
                            flow_token?: string;
                            /** @enum {string} */
                            mode?: "draft" | "published";
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "flow";
                } | {
                    action: {
                        catalog_id: string;
                        product_retailer_id: string;
                    };
                    body?: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /** @constant */
                    type: "product";
                } | {
                    action: {
                        catalog_id: string;
                        sections: {
                            product_items: {
                                product_retailer_id: string;
                            }[];
                            title?: string;
                        }[];
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header: {
                        text: string;
                        /** @constant */
                        type: "text";
                    };
                    /** @constant */
                    type: "product_list";
                } | {
                    action: {
                        /** @constant */
                        name: "catalog_message";
                        parameters?: {
                            thumbnail_product_retailer_id?: string;
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    /** @constant */
                    type: "catalog_message";
                } | {
                    action: {
                        /** @constant */
                        name: "send_location";
                    };
                    body: {
                        text: string;
                    };
                    /** @constant */
                    type: "location_request_message";
                } | {
                    action: {
                        /** @constant */
                        name: "address_message";
                        parameters: {
                            /** @enum {string} */
                            country: "IN" | "SG";
                            saved_addresses?: {
                                id: string;
                                value: {
                                    [key: string]: unknown;
                                };
                            }[];
                            validation_errors?: {
                                [key: string]: string;
                            };
                            values?: {
                                [key: string]: unknown;
                            };
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "address_message";
                } | {
                    action: {
                        cards: ({
                            action: {
                                /** @constant */
                                name: "cta_url";
                                parameters: {
                                    display_text: string;
                                    url: string;
                                };
                            } | {
                                buttons: {
                                    quick_reply: {
                                        id: string;
                                        title: string;
                                    };
                                    /** @constant */
                                    type: "quick_reply";
                                }[];
                            };
                            body?: {
                                text: string;
                            };
                            card_index: number;
                            header: {
                                image: {
                                    caption?: string;
                                    id?: string;
                                    link?: string;
                                };
                                /** @constant */
                                type: "image";
                            } | {
                                /** @constant */
                                type: "video";
                                video: {
                                    caption?: string;
                                    id?: string;
                                    link?: string;
                                };
                            };
                            /** @constant */
                            type: "cta_url";
                        } | {
                            action: {
                                catalog_id: string;
                                product_retailer_id: string;
                            };
                            card_index: number;
                            /** @constant */
                            type: "product";
                        })[];
                    };
                    body: {
                        text: string;
                    };
                    /** @constant */
                    type: "carousel";
                } | {
                    action: {
                        /** @constant */
                        name: "voice_call";
                        parameters?: {
                            display_text?: string;
                            payload?: string;
                            ttl_minutes?: number;
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "voice_call";
                } | {
                    action: {
                        /** @constant */
                        name: "call_permission_request";
                    };
                    body?: {
                        text: string;
                    };
                    /** @constant */
                    type: "call_permission_request";
                } | {
                    action: {
                        /** @constant */
                        name: "review_and_pay";
                        parameters: {
                            [key: string]: unknown;
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "order_details";
                } | {
                    action: {
                        /** @constant */
                        name: "review_order";
                        parameters: {
                            [key: string]: unknown;
                        };
                    };
                    body: {
                        text: string;
                    };
                    footer?: {
                        text: string;
                    };
                    header?: {
                        text: string;
                        /** @constant */
                        type: "text";
                    } | {
                        image: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "image";
                    } | {
                        /** @constant */
                        type: "video";
                        video: {
                            caption?: string;
                            id?: string;
                            link?: string;
                        };
                    } | {
                        document: {
                            caption?: string;
                            filename?: string;
                            id?: string;
                            link?: string;
                        };
                        /** @constant */
                        type: "document";
                    };
                    /** @constant */
                    type: "order_status";
                } | {
                    action: {
                        /** @constant */
                        name: "request_contact_info";
                    };
                    body: {
                        text: string;
                    };
                    /** @constant */
                    type: "request_contact_info";
                };
                /** @constant */
                type: "interactive";
            } | {
                template: {
                    components?: ({
                        parameters?: ({
                            parameter_name?: string;
                            text: string;
                            /** @constant */
                            type: "text";
                        } | {
                            currency: {
                                amount_1000: number;
                                code: string;
                                fallback_value: string;
                            };
                            parameter_name?: string;
                            /** @constant */
                            type: "currency";
                        } | {
                            date_time: {
                                fallback_value: string;
                            } & {
                                [key: string]: unknown;
                            };
                            parameter_name?: string;
                            /** @constant */
                            type: "date_time";
                        } | {
                            image: {
                                id?: string;
                                link?: string;
                            };
                            /** @constant */
                            type: "image";
                        } | {
                            /** @constant */
                            type: "video";
                            video: {
                                id?: string;
                                link?: string;
                            };
                        } | {
                            gif: {
                                id?: string;
                                link?: string;
                            };
                            /** @constant */
                            type: "gif";
                        } | {
                            document: {
                                filename?: string;
                                id?: string;
                                link?: string;
                            };
                            /** @constant */
                            type: "document";
                        } | {
                            location: {
                                address?: string;
                                latitude: number | string;
                                longitude: number | string;
                                name?: string;
                            };
                            /** @constant */
                            type: "location";
                        } | {
                            product: {
                                catalog_id: string;
                                product_retailer_id: string;
                            };
                            /** @constant */
                            type: "product";
                        })[];
                        /** @constant */
                        type: "header";
                    } | {
                        parameters?: ({
                            parameter_name?: string;
                            text: string;
                            /** @constant */
                            type: "text";
                        } | {
                            currency: {
                                amount_1000: number;
                                code: string;
                                fallback_value: string;
                            };
                            parameter_name?: string;
                            /** @constant */
                            type: "currency";
                        } | {
                            date_time: {
                                fallback_value: string;
                            } & {
                                [key: string]: unknown;
                            };
                            parameter_name?: string;
                            /** @constant */
                            type: "date_time";
                        })[];
                        /** @constant */
                        type: "body";
                    } | {
                        parameters?: unknown[];
                        /** @constant */
                        type: "footer";
                    } | {
                        index: number | string;
                        parameters?: ({
                            payload: string;
                            /** @constant */
                            type: "payload";
                        } | {
                            text: string;
                            /** @constant */
                            type: "text";
                        } | {
                            coupon_code: string;
                            /** @constant */
                            type: "coupon_code";
                        } | {
                            action: {
                                flow_action_data?: {
                                    [key: string]: unknown;
                                };
                                flow_token?: string;
                                sections?: {
                                    product_items: {
                                        product_retailer_id: string;
                                    }[];
                                    title?: string;
                                }[];
                                thumbnail_product_retailer_id?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @constant */
                            type: "action";
                        } | {
                            ttl_minutes: number;
                            /** @constant */
                            type: "ttl_minutes";
                        })[];
                        /** @enum {string} */
                        sub_type: "quick_reply" | "url" | "copy_code" | "catalog" | "mpm" | "flow" | "voice_call" | "order_details";
                        /** @constant */
                        type: "button";
                    } | {
                        parameters: {
                            limited_time_offer: {
                                expiration_time_ms: number;
                            };
                            /** @constant */
                            type: "limited_time_offer";
                        }[];
                        /** @constant */
                        type: "limited_time_offer";
                    } | {
                        cards: {
                            card_index: number;
                            components: ({
                                parameters?: ({
                                    parameter_name?: string;
                                    text: string;
                                    /** @constant */
                                    type: "text";
                                } | {
                                    currency: {
                                        amount_1000: number;
                                        code: string;
                                        fallback_value: string;
                                    };
                                    parameter_name?: string;
                                    /** @constant */
                                    type: "currency";
                                } | {
                                    date_time: {
                                        fallback_value: string;
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    parameter_name?: string;
                                    /** @constant */
                                    type: "date_time";
                                } | {
                                    image: {
                                        id?: string;
                                        link?: string;
                                    };
                                    /** @constant */
                                    type: "image";
                                } | {
                                    /** @constant */
                                    type: "video";
                                    video: {
                                        id?: string;
                                        link?: string;
                                    };
                                } | {
                                    gif: {
                                        id?: string;
                                        link?: string;
                                    };
                                    /** @constant */
                                    type: "gif";
                                } | {
                                    document: {
                                        filename?: string;
                                        id?: string;
                                        link?: string;
                                    };
                                    /** @constant */
                                    type: "document";
                                } | {
                                    location: {
                                        address?: string;
                                        latitude: number | string;
                                        longitude: number | string;
                                        name?: string;
                                    };
                                    /** @constant */
                                    type: "location";
                                } | {
                                    product: {
                                        catalog_id: string;
                                        product_retailer_id: string;
                                    };
                                    /** @constant */
                                    type: "product";
                                })[];
                                /** @constant */
                                type: "header";
                            } | {
                                parameters?: ({
                                    parameter_name?: string;
                                    text: string;
                                    /** @constant */
                                    type: "text";
                                } | {
                                    currency: {
                                        amount_1000: number;
                                        code: string;
                                        fallback_value: string;
                                    };
                                    parameter_name?: string;
                                    /** @constant */
                                    type: "currency";
                                } | {
                                    date_time: {
                                        fallback_value: string;
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    parameter_name?: string;
                                    /** @constant */
                                    type: "date_time";
                                })[];
                                /** @constant */
                                type: "body";
                            } | {
                                index: number | string;
                                parameters?: ({
                                    payload: string;
                                    /** @constant */
                                    type: "payload";
                                } | {
                                    text: string;
                                    /** @constant */
                                    type: "text";
                                } | {
                                    coupon_code: string;
                                    /** @constant */
                                    type: "coupon_code";
                                } | {
                                    action: {
                                        flow_action_data?: {
                                            [key: string]: unknown;
                                        };
                                        flow_token?: string;
                                        sections?: {
                                            product_items: {
                                                product_retailer_id: string;
                                            }[];
                                            title?: string;
                                        }[];
                                        thumbnail_product_retailer_id?: string;
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @constant */
                                    type: "action";
                                } | {
                                    ttl_minutes: number;
                                    /** @constant */
                                    type: "ttl_minutes";
                                })[];
                                /** @enum {string} */
                                sub_type: "quick_reply" | "url" | "copy_code" | "catalog" | "mpm" | "flow" | "voice_call" | "order_details";
                                /** @constant */
                                type: "button";
                            })[];
                        }[];
                        /** @constant */
                        type: "carousel";
                    })[];
                    language: {
                        code: string;
                        /** @constant */
                        policy?: "deterministic";
                    };
                    name: string;
                };
                /** @constant */
                type: "template";
            };
        };
        Health: {
            /** @description What the process does */
            roles: ("intake" | "apply" | "lanes" | "background" | "api")[];
            /** @constant */
            status: "ok";
            /**
             * Format: date-time
             * @description The platform's, by which its records are dated
             */
            time: string;
        };
        Hit: {
            /** @description What tells it from others of its name */
            detail: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "campaign" | "segment" | "template" | "contact" | "subscription_group" | "number" | "business_account" | "member" | "api_key";
            title: string;
        };
        Import: {
            bytes_read: number;
            /** @description The size of the file, once all of it has arrived */
            bytes_total: number | null;
            /** @description Cells that could not be read, in rows that were taken without them */
            cells_dropped: number;
            /** @description When a dry run ended, whose counts these are */
            checked_at: string | null;
            /** @description The first line of the file, once it is read */
            columns: string[] | null;
            /** @enum {string} */
            consent: "column" | "everyone" | "none";
            consent_evidence: string | null;
            consent_source: string | null;
            /** Format: date-time */
            created_at: string;
            default_country: string | null;
            event_name: string | null;
            events_recorded: number;
            failure: string | null;
            failure_code: string | null;
            file_name: string;
            finished_at: string | null;
            /** @description Known when the file is there */
            format: ("csv" | "jsonl" | "xlsx") | null;
            /** Format: uuid */
            id: string;
            /** @description Whether it only counts, and writes nothing */
            is_dry_run: boolean;
            /**
             * @description What each row is
             * @enum {string}
             */
            kind: "contacts" | "events";
            list_ids: string[];
            null_is_empty: boolean;
            /** @description Consent that was not applied, because the person unsubscribed later */
            opt_outs_kept: number;
            /** @description What each column becomes, once that is decided */
            plan: components["schemas"]["ImportColumn"][] | null;
            /** @description Rows whose person was new */
            rows_created: number;
            /** @description Created contacts that undoing left, as something happened to them since */
            rows_kept: number;
            /** @description Rows without the first line and empty ones */
            rows_read: number;
            rows_refused: number;
            /** @description Rows that said nothing new */
            rows_unchanged: number;
            /** @description Created contacts that undoing deleted again */
            rows_undone: number;
            /** @description Rows that changed a contact, or told something of one */
            rows_updated: number;
            starts_itself: boolean;
            /**
             * @description waiting for its file, ready to be started, queued, running, paused, completed, failed as a whole, canceled on the way, or being undone
             * @enum {string}
             */
            state: "waiting" | "ready" | "queued" | "running" | "paused" | "completed" | "failed" | "canceled" | "undoing" | "undone";
            subscription_group_id: string | null;
            subscriptions_changed: number;
            tag_ids: string[];
            undone_at: string | null;
        };
        ImportColumn: {
            /**
             * @description How 03/04/2026 is read in this column
             * @enum {string}
             */
            date_order?: "dmy" | "mdy";
            /** @description As it is in the file */
            name: string;
            /** @description A field such as phone, consent_at or event_at, `attributes.<name>` (of events `properties.<name>`), or null: the column is ignored */
            target: string | null;
            /**
             * @description Of an attribute or property
             * @enum {string}
             */
            type?: "boolean" | "number" | "text" | "date" | "array" | "object" | "array_of_objects";
        };
        ImportColumnInput: {
            /**
             * @description How 03/04/2026 is read in this column
             * @enum {string}
             */
            date_order?: "dmy" | "mdy";
            /** @description As it is in the file */
            name: string;
            /** @description A field such as phone, consent_at or event_at, `attributes.<name>` (of events `properties.<name>`), or null: the column is ignored */
            target: string | null;
            /**
             * @description Of an attribute or property
             * @enum {string}
             */
            type?: "boolean" | "number" | "text" | "date" | "array" | "object" | "array_of_objects";
        };
        ImportPreview: {
            columns: components["schemas"]["PreviewedColumn"][];
            is_complete: boolean;
            /** @description Columns that may say who agreed; a person has to say that WhatsApp is meant */
            perhaps_consent: string[];
            /** @description The first of them */
            refused: {
                code: string;
                line: number;
                reason: string;
            }[];
            /** @description The first rows as they would be read, a value for each column; null where the row says nothing */
            rows: components["schemas"]["PreviewedRow"][];
            /** @description Rows, of those that would be taken, that tell of a custom event */
            rows_of_events: number;
            /** @description Rows, of those that would be taken, that tell of a purchase */
            rows_of_purchases: number;
            /** @description Rows of the beginning that was sent */
            rows_read: number;
            rows_refused: number;
            /** @description Rows, of those that would be taken, that say subscribed */
            rows_subscribed: number;
            /** @description Rows, of those that would be taken, that say unsubscribed */
            rows_unsubscribed: number;
            /** @description The first cells that would be left out of rows that are taken */
            warnings: {
                code: string;
                column: string;
                line: number;
                reason: string;
            }[];
        };
        ImportSettings: {
            /**
             * @description What columns become. Those that are not named become what the preview guesses
             * @default null
             */
            columns?: components["schemas"]["ImportColumnInput"][] | null;
            /**
             * @description What these people agreed to: a column says it (subscription_state), everyone in the file agreed (needs consent_source), or nobody yet
             * @default column
             * @enum {string}
             */
            consent?: "column" | "everyone" | "none";
            /**
             * @description What proves the consent of rows without consent_evidence, such as a link to the form
             * @default null
             */
            consent_evidence?: string | null;
            /**
             * @description Where the consent of rows without consent_source comes from, such as web_form_2025
             * @default null
             */
            consent_source?: string | null;
            /** @description The country of phones without + or 00. Without it such rows are refused: digits are never guessed */
            default_country?: string | null;
            /**
             * @description The event of rows that name none, such as order_placed
             * @default null
             */
            event_name?: string | null;
            /**
             * @description What each row is: a contact, or something that somebody did, such as a purchase. Default: as the import has it, of a new one contacts
             * @enum {string}
             */
            kind?: "contacts" | "events";
            /**
             * @description Lists that the contacts of the file are added to
             * @default []
             */
            list_ids?: string[];
            /** @description Whether cells that say NULL, nan, none or - are empty */
            null_is_empty?: boolean;
            /**
             * @description The list that the file's consent is about; needed when it has some
             * @default null
             */
            subscription_group_id?: string | null;
            /**
             * @description Tags that the contacts of the file get
             * @default []
             */
            tag_ids?: string[];
        };
        ImportStart: {
            /**
             * @description What columns become. Those that are not named become what the preview guesses
             * @default null
             */
            columns?: components["schemas"]["ImportColumnInput"][] | null;
            /**
             * @description What these people agreed to: a column says it (subscription_state), everyone in the file agreed (needs consent_source), or nobody yet
             * @default column
             * @enum {string}
             */
            consent?: "column" | "everyone" | "none";
            /**
             * @description What proves the consent of rows without consent_evidence, such as a link to the form
             * @default null
             */
            consent_evidence?: string | null;
            /**
             * @description Where the consent of rows without consent_source comes from, such as web_form_2025
             * @default null
             */
            consent_source?: string | null;
            /** @description The country of phones without + or 00. Without it such rows are refused: digits are never guessed */
            default_country?: string | null;
            /**
             * @description Only count what would happen, and write nothing
             * @default false
             */
            dry_run?: boolean;
            /**
             * @description The event of rows that name none, such as order_placed
             * @default null
             */
            event_name?: string | null;
            /**
             * @description What each row is: a contact, or something that somebody did, such as a purchase. Default: as the import has it, of a new one contacts
             * @enum {string}
             */
            kind?: "contacts" | "events";
            /**
             * @description Lists that the contacts of the file are added to
             * @default []
             */
            list_ids?: string[];
            /** @description Whether cells that say NULL, nan, none or - are empty */
            null_is_empty?: boolean;
            /**
             * @description The list that the file's consent is about; needed when it has some
             * @default null
             */
            subscription_group_id?: string | null;
            /**
             * @description Tags that the contacts of the file get
             * @default []
             */
            tag_ids?: string[];
        };
        ImportWarning: {
            code: string;
            column: string;
            count: number;
            first_line: number;
            /** @description Of the first */
            reason: string;
        };
        InboundError: {
            code: number;
            detail: string | null;
            title: string;
        };
        Invitation: {
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** @description Where the invited person signs up or in; null: it would create an owner, and you are not one */
            link: string | null;
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
        };
        InvitationAcceptance: {
            token: string;
        };
        KeptPin: {
            /** @description null: Parley does not know it, or there is none */
            pin: string | null;
        };
        LastDoctorRun: {
            last_run: components["schemas"]["DoctorRun"] | null;
        };
        LaunchedConsent: {
            /** @description Who recorded it: member:<id>, api_key:<id>, contact or system */
            actor: string | null;
            decided_at: string | null;
            evidence: string | null;
            external_id: string | null;
            /**
             * @description sent: Meta was asked to send it; suppressed: decided against; waiting: not decided yet
             * @enum {string}
             */
            fate: "sent" | "suppressed" | "waiting";
            first_name: string | null;
            /** @description When the person said so */
            given_at: string | null;
            /** Format: uuid */
            id: string;
            last_name: string | null;
            phone: string | null;
            /** @description Why it was suppressed */
            reason: string | null;
            recorded_at: string | null;
            source: string | null;
            /**
             * @description What they had said last when it was decided; of those who wait, by now
             * @enum {string}
             */
            state: "subscribed" | "unsubscribed" | "unknown";
        };
        LaunchEntry: {
            campaign: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            created_at: string;
            /** @description What has not been sent by then is not sent any more */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** @description The launch that this one repeats in part */
            parent_id: string | null;
            /** Format: date-time */
            scheduled_at: string;
            /** @enum {string} */
            state: "scheduled" | "expanding" | "sending" | "paused" | "completed" | "canceled";
        };
        LaunchHold: {
            advice: string | null;
            /** @description subscription_group_archived, number_disconnected, template_ and Meta's status, such as template_paused, quiet_hours, messaging_limit, or Meta's error code */
            code: string;
            /** @description Where it is the template that holds it */
            template: {
                /** Format: uuid */
                id: string;
                language: string;
                name: string;
                status: string;
            } | null;
            title: string;
            /** @description When it is tried again; null where something has to change first */
            until: string | null;
        };
        LaunchOfTemplate: {
            /** @description The campaign's name */
            campaign: string;
            /** Format: uuid */
            campaign_id: string;
            /** @description It waits because of the template */
            held: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            scheduled_at: string;
            state: string;
        };
        LaunchPreview: {
            campaign: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** @description The last launch to its whole audience; null: there is none yet */
            last_launch: {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                scheduled_at: string;
                /** @enum {string} */
                state: "scheduled" | "expanding" | "sending" | "paused" | "completed" | "canceled";
            } | null;
            number: {
                display_phone_number: string;
                /** Format: uuid */
                id: string;
                verified_name: string;
            };
            /** @description Contacts of the audience who have an address and, where the template is marketing, are subscribed */
            people: number;
            /** @description null: it is gone */
            template: {
                /** Format: uuid */
                id: string;
                language: string;
                name: string;
            } | null;
        };
        LaunchReasons: {
            reasons: {
                advice: string | null;
                code: string;
                count: number;
                title: string;
            }[];
            total: number;
        };
        LaunchReport: {
            /** @description Accepted by Meta */
            accepted: number;
            /** @description Contacts that matched = waiting + suppressed + accepted + refused */
            audience: number;
            /** Format: uuid */
            campaign_id: string;
            /** Format: date-time */
            created_at: string;
            delivered: number;
            /**
             * Format: date-time
             * @description What has not been sent by then is not sent any more
             */
            expires_at: string;
            /** @description Refused by Meta or failed later, by Meta's code; no_answer until a status corrects it */
            failed: components["schemas"]["LaunchReasons"];
            /** @description Why the rest is not being sent now */
            hold: components["schemas"]["LaunchHold"] | null;
            /** Format: uuid */
            id: string;
            /** @description The part of `waiting` of which it is not known yet whether Meta has it */
            in_doubt: {
                count: number;
                /** @description A person decides about what is in doubt after this */
                until: string | null;
            };
            /** @description The launch that this one repeats in part */
            parent_id: string | null;
            read: number;
            /** @description The part of `failed` that Meta refused */
            refused: number;
            replied: number;
            /** @description Which part of that launch's audience: failed or unsent */
            resends: string | null;
            /** @description Failed after Meta had taken them, for a reason that passes, and went or go once more: not in `failed` */
            retried: number;
            /** @description The part of `retried` that waits to go */
            retrying: number;
            /** Format: date-time */
            scheduled_at: string;
            sent: number;
            /** @enum {string} */
            state: "scheduled" | "expanding" | "sending" | "paused" | "completed" | "canceled";
            /** @description Not sent, by reason */
            suppressed: components["schemas"]["LaunchReasons"];
            /** @description Still in the outbox */
            waiting: number;
        };
        LaunchResend: {
            /** @description Launch also where the audience cannot be reached before it expires */
            even_if_incomplete?: boolean;
            /**
             * Format: date-time
             * @description What has not been sent by then is not sent any more; 72 hours after `at` when absent
             */
            expires_at?: string;
            /** @enum {string} */
            to: "failed" | "unsent";
        };
        LibraryBodyInputs: {
            add_contact_number?: boolean;
            add_learn_more_link?: boolean;
            add_security_recommendation?: boolean;
            add_track_package_link?: boolean;
            code_expiration_minutes?: number;
        };
        LibraryButtonInput: {
            /** @constant */
            type: "URL";
            url: {
                /** @description May end with {{1}} */
                base_url: string;
                /** @description A whole address, when it ends with {{1}} */
                url_suffix_example?: string;
            };
        } | {
            phone_number: string;
            /** @constant */
            type: "PHONE_NUMBER";
        } | {
            /** @constant */
            type: "QUICK_REPLY";
        };
        LibraryChoice: {
            body_inputs?: components["schemas"]["LibraryBodyInputs"];
            /** Format: uuid */
            business_account_id: string;
            /** @default [] */
            button_inputs?: components["schemas"]["LibraryButtonInput"][];
            language: string;
            library_template_name: string;
            /** @description What it is called in the account */
            name: string;
        };
        LibraryTemplate: {
            category: string;
            /** @description What it says, as Meta defines components */
            components: unknown[];
            /** @description Meta's id of the format */
            id: string;
            industry: string[];
            language: string;
            name: string;
            topic: string | null;
            usecase: string | null;
            /** @description What a message must fill in */
            values: {
                example: string | null;
                name: string;
                /** @description TEXT, AMOUNT, DATE, …: values of messages must match it */
                type: string;
            }[];
        };
        ListedContact: {
            attributes: {
                [key: string]: unknown;
            };
            /** @description Meta's business-scoped user id */
            bsuid: string | null;
            city: string | null;
            /** @description ISO 3166-1 alpha-2 */
            country: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description YYYY-MM-DD */
            date_of_birth: string | null;
            email: string | null;
            external_id: string | null;
            first_name: string | null;
            /** @description M, F, O (other), N (not applicable) or P (prefers not to say) */
            gender: string | null;
            /** Format: uuid */
            id: string;
            /** @description What was given as their phone and is none */
            invalid_phone: string | null;
            /** @description As templates name it, such as pt_BR */
            language: string | null;
            last_name: string | null;
            /** @description E.164, such as +4915112345678 */
            phone: string | null;
            /** @description Where it is included */
            reach?: components["schemas"]["ContactReach"];
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description What they said to the group; only where subscription_group_id names one */
            subscription?: {
                /**
                 * Format: date-time
                 * @description When the person said so last
                 */
                changed_at: string;
                /** @enum {string} */
                state: "subscribed" | "unsubscribed";
            };
            /** @description Where it is included: what they said to each group; a group that is not there is unknown */
            subscriptions?: {
                /** @enum {string} */
                state: "subscribed" | "unsubscribed";
                /** Format: uuid */
                subscription_group_id: string;
            }[];
            /** @description Where it is included */
            tags?: components["schemas"]["TagOfContact"][];
            /** @description IANA, such as Europe/Berlin */
            time_zone: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description In WhatsApp */
            username: string | null;
            /** @description As WhatsApp reports it; not always the phone's digits */
            wa_id: string | null;
        };
        ListedReach: {
            reachable: boolean;
            /** @description Why not; null: yes, or there is no number */
            reason: string | null;
        };
        ListMembersChange: {
            /**
             * @default {
             *       "ids": [],
             *       "external_ids": []
             *     }
             */
            add?: components["schemas"]["NamedContacts"];
            /**
             * @default {
             *       "ids": [],
             *       "external_ids": []
             *     }
             */
            remove?: components["schemas"]["NamedContacts"];
        };
        ListMembersChanged: {
            /** @description Those who were on it already are not counted */
            added: number;
            removed: number;
            unknown: {
                external_ids: string[];
                ids: string[];
            };
        };
        LoginDialog: {
            app: {
                /**
                 * @description What App Review granted; with standard access only the app owner's own accounts can be used
                 * @enum {string}
                 */
                access: "advanced" | "standard";
                /**
                 * @description In development only test recipients can be reached
                 * @enum {string}
                 */
                mode: "live" | "development";
            };
            app_id: string;
            /** @description null: a plain login, which grants existing accounts and creates none */
            config_id: string | null;
            /** @description The dialog as a page of its own */
            dialog_url: string;
            extras: {
                [key: string]: unknown;
            };
            graph_version: string;
            /** @description Must be listed in the app under Valid OAuth Redirect URIs */
            redirect_uri: string;
            scope: string;
            sdk_url: string;
            /** @description Returned with the redirect; send it with the code */
            state: string;
        };
        Me: {
            member: {
                email: string;
                /** Format: uuid */
                id: string;
                locale: string | null;
                name: string;
                time_zone: string | null;
                two_factor_enabled: boolean;
            };
            workspaces: components["schemas"]["MyWorkspace"][];
        };
        Member: {
            email: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            joined_at: string;
            last_seen_at: string | null;
            name: string;
            role: string;
            two_factor_enabled: boolean;
        };
        MemberChange: {
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
        };
        Message: {
            /** @description null: a test, which is for no contact */
            contact_id: string | null;
            decided_at: string | null;
            delivered_at: string | null;
            /** @description Times that its worker died, or may have, while it had the message */
            doubts: number;
            /** @description It is not sent after this */
            expires_at: string | null;
            failed_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            number_id: string;
            read_at: string | null;
            /** @description Why it did not arrive, or why it waits */
            reason: components["schemas"]["MessageReason"] | null;
            /** @description Posts that Meta surely did not accept */
            refusals: number;
            replied_at: string | null;
            /** @description The message that failed later, and goes again as this one */
            retry_of: string | null;
            send_after: string | null;
            sent_at: string | null;
            /** @description What it came from; a launch has the id of its source */
            source: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "launch" | "trigger" | "canvas_step" | "api" | "reply" | "consent_reply" | "test";
            };
            /** @enum {string} */
            status: "queued" | "in_doubt" | "dropped" | "accepted" | "sent" | "delivered" | "read" | "played" | "failed";
            /** @description Posts that got no answer: each may have arrived */
            unanswered: number;
            wamid: string | null;
        };
        MessageContent: components["schemas"]["TemplateContent"] | components["schemas"]["FreeFormContent"];
        MessageMedia: {
            /** Format: date-time */
            expires_at: string;
            /** @description IMAGE, VIDEO or DOCUMENT */
            format: string;
            id: string;
        };
        MessagePreview: {
            language: string;
            preview: components["schemas"]["TemplatePreview"];
            /** Format: uuid */
            template_id: string;
        };
        MessagePreviewRequest: {
            /** Format: uuid */
            contact_id: string;
            content: components["schemas"]["TemplateContent"];
            variables?: {
                [key: string]: unknown;
            };
        };
        MessageReason: {
            advice: string | null;
            code: string;
            /** @description What Meta, or what composed it, said in its own words */
            detail: string | null;
            title: string;
        };
        MyChange: {
            /** @description How dates, times and numbers are written, such as de-AT; null: as the workspace does, or else the browser */
            locale?: string | null;
            name?: string;
            /** @description null: the workspace's, or else the browser's */
            time_zone?: string | null;
        };
        MyWorkspace: {
            currency: string | null;
            /** Format: uuid */
            id: string;
            /** @description Likewise */
            locale: string | null;
            name: string;
            permissions: ("conversations:read" | "conversations:reply" | "webhooks:manage" | "campaigns:read" | "campaigns:write" | "campaigns:launch" | "contacts:export" | "segments:read" | "segments:write" | "messages:send" | "templates:read" | "templates:write" | "contacts:read" | "contacts:write" | "subscriptions:read" | "subscriptions:write" | "connection:read" | "connection:manage" | "members:read" | "members:manage" | "api_keys:manage" | "audit:read" | "workspace:manage")[];
            /** @description In which no marketing messages are sent, by the clock of its time zone */
            quiet_hours: components["schemas"]["QuietHours"] | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
            /** @description Of members who chose none; null: their browser's */
            time_zone: string | null;
        };
        NamedContacts: {
            /** @default [] */
            external_ids?: string[];
            /** @default [] */
            ids?: string[];
        };
        NewApiKey: {
            /** @description When it ends, in the future; null: it has no end */
            expires_at?: string | null;
            name: string;
            permissions: ("conversations:read" | "conversations:reply" | "webhooks:manage" | "campaigns:read" | "campaigns:write" | "campaigns:launch" | "contacts:export" | "segments:read" | "segments:write" | "messages:send" | "templates:read" | "templates:write" | "contacts:read" | "contacts:write" | "subscriptions:read" | "subscriptions:write" | "connection:read" | "connection:manage" | "members:read" | "members:manage" | "api_keys:manage" | "audit:read" | "workspace:manage")[];
        };
        NewCampaign: {
            audience?: components["schemas"]["Filter"];
            content: components["schemas"]["TemplateContent"];
            name: string;
            /** Format: uuid */
            number_id: string;
            /**
             * @description A suppression list may allow campaigns that have one of its tags
             * @default []
             */
            tags?: string[];
        };
        NewConsentKeyword: {
            /** @enum {string} */
            meaning: "stop" | "start" | "help" | "none";
            /**
             * @description Default: every group of the workspace
             * @default null
             */
            subscription_group_id?: string | null;
            /** @description A whole message; case, accents, punctuation and emoji do not matter */
            word: string;
        };
        NewContactExport: {
            /**
             * @description In this order. Without any: all fields and all attributes
             * @default []
             */
            columns?: string[];
            /** @description These */
            contact_ids?: string[];
            /** @description Which contacts, such as {"on":"segment","op":"in","segment_id":"…"}; null: all */
            filter?: components["schemas"]["Filter"] | null;
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "xlsx" | "jsonl";
            /** @description Those that the list of contacts has under these filters */
            matching?: components["schemas"]["ContactFilters"];
        };
        NewContactList: {
            /** @default null */
            description?: string | null;
            name: string;
        };
        NewContactTag: {
            name: string;
        };
        NewImport: {
            /**
             * @description What columns become. Those that are not named become what the preview guesses
             * @default null
             */
            columns?: components["schemas"]["ImportColumnInput"][] | null;
            /**
             * @description What these people agreed to: a column says it (subscription_state), everyone in the file agreed (needs consent_source), or nobody yet
             * @default column
             * @enum {string}
             */
            consent?: "column" | "everyone" | "none";
            /**
             * @description What proves the consent of rows without consent_evidence, such as a link to the form
             * @default null
             */
            consent_evidence?: string | null;
            /**
             * @description Where the consent of rows without consent_source comes from, such as web_form_2025
             * @default null
             */
            consent_source?: string | null;
            /** @description The country of phones without + or 00. Without it such rows are refused: digits are never guessed */
            default_country?: string | null;
            /**
             * @description The event of rows that name none, such as order_placed
             * @default null
             */
            event_name?: string | null;
            file_name: string;
            /**
             * @description What each row is: a contact, or something that somebody did, such as a purchase. Default: as the import has it, of a new one contacts
             * @enum {string}
             */
            kind?: "contacts" | "events";
            /**
             * @description Lists that the contacts of the file are added to
             * @default []
             */
            list_ids?: string[];
            /** @description Whether cells that say NULL, nan, none or - are empty */
            null_is_empty?: boolean;
            /**
             * @description Whether it starts when its file is there. Otherwise it is ready then, to be looked at and started
             * @default true
             */
            starts_itself?: boolean;
            /**
             * @description The list that the file's consent is about; needed when it has some
             * @default null
             */
            subscription_group_id?: string | null;
            /**
             * @description Tags that the contacts of the file get
             * @default []
             */
            tag_ids?: string[];
        };
        NewInvitation: {
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
        };
        NewLaunch: {
            /**
             * Format: date-time
             * @description Now when absent
             */
            at?: string;
            /** @description Launch also where the audience cannot be reached before it expires */
            even_if_incomplete?: boolean;
            /**
             * Format: date-time
             * @description What has not been sent by then is not sent any more; 72 hours after `at` when absent
             */
            expires_at?: string;
        };
        NewMessage: {
            /** Format: uuid */
            contact_id: string;
            content: components["schemas"]["MessageContent"];
            /** Format: uuid */
            number_id: string;
            /** Format: date-time */
            send_at?: string;
            /** @description For Liquid, as {{ variables.name }} */
            variables?: {
                [key: string]: unknown;
            };
        };
        NewNotificationChoices: {
            emailed: ("check_failed" | "number_stopped" | "quality_low" | "account_restricted" | "limit_reached" | "messages_in_doubt" | "template_stopped" | "category_changed" | "webhook_disabled" | "api_key_expiring" | "stop_requests" | "import_finished" | "import_failed")[];
        };
        NewNumber: {
            cc: string;
            phone_number: string;
            verified_name: string;
        };
        NewOptInLink: {
            /** @description Of this link alone, so that people who come by it can be counted */
            message: string;
            name: string;
        };
        NewReply: {
            text: string;
        };
        NewSavedView: {
            /** @description Headings of columns that are left out */
            hidden_columns: string[];
            /** @description Such as contacts */
            list: string;
            name: string;
            /** @description What the list is narrowed to and sorted by: the parameters of its address in the dashboard */
            search: {
                [key: string]: string;
            };
        };
        NewSegment: {
            allowed_tags?: string[];
            /** @default null */
            description?: string | null;
            filter: components["schemas"]["Filter"];
            /** @default false */
            is_live?: boolean;
            /** @default false */
            is_suppression?: boolean;
            name: string;
            tags?: string[];
        };
        NewSubscriptionGroup: {
            name: string;
            /** Format: uuid */
            number_id: string;
        };
        NewTemplate: {
            /**
             * Format: uuid
             * @description A business account, as GET /v1/business-accounts lists them
             */
            business_account_id: string;
            /**
             * Format: uuid
             * @description The draft that it was written in, as PUT /v1/template-drafts/{id} keeps it: it goes when Meta has the template
             */
            draft_id?: string;
        } & components["schemas"]["TemplateDefinitionInput"];
        NewWebhookEndpoint: {
            /** @default null */
            description?: string | null;
            /** @default true */
            is_enabled?: boolean;
            /** @description The kinds of events it is told of; null: all, also those that are added later */
            kinds?: ("contact_created" | "contact_changed" | "contacts_merged" | "contact_deleted" | "identity_changed" | "subscription_changed" | "inbound_message" | "custom_event" | "purchase" | "segment_entered" | "segment_left")[] | null;
            url: string;
        };
        NewWebhookReplay: {
            /**
             * Format: date-time
             * @description Of events that were queued since then. Default: all that is kept
             */
            since?: string;
        };
        NewWorkspace: {
            name: string;
        };
        Notification: {
            about: components["schemas"]["NotificationAbout"];
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description It is a condition that is not resolved */
            lasts: boolean;
            /** @description By the member who asks; of an API key always false */
            read: boolean;
            /** @description When it was over; null: it lasts, or it is something that happened */
            resolved_at: string | null;
            /**
             * @description critical: nothing is sent, or received, until somebody does something
             * @enum {string}
             */
            severity: "info" | "warning" | "critical";
            /** @description How often it began, as what begins again within an hour is the same */
            times: number;
        };
        NotificationAbout: {
            /** @description Its name, such as webhook_subscription */
            check: string;
            help: string | null;
            /** @constant */
            kind: "check_failed";
            message: string;
            /** @description The business account or number concerned, as people know it */
            subject: string | null;
        } | {
            help: string | null;
            /** @constant */
            kind: "number_stopped";
            /** @description As people know it, such as +49 151 … */
            number: string;
            /** Format: uuid */
            number_id: string;
            /** @description What Meta said when it refused */
            reason: string;
        } | {
            /** @constant */
            kind: "quality_low";
            /** @description As people know it, such as +49 151 … */
            number: string;
            /** Format: uuid */
            number_id: string;
            /** @enum {string} */
            quality: "medium" | "low";
        } | {
            account: string;
            /** Format: uuid */
            business_account_id: string;
            /** @constant */
            kind: "account_restricted";
            restrictions: {
                type: string;
                /** Format: date-time */
                until: string;
            }[];
        } | {
            /** @constant */
            kind: "limit_reached";
            /** @description As people know it, such as +49 151 … */
            number: string;
            /** Format: uuid */
            number_id: string;
            /** @description A day; null: not known */
            people: number | null;
        } | {
            /** @constant */
            kind: "messages_in_doubt";
            messages: number;
            /** @description As people know it, such as +49 151 … */
            number: string;
            /** Format: uuid */
            number_id: string;
        } | {
            /** @constant */
            kind: "template_stopped";
            language: string;
            name: string;
            reason: string | null;
            /** @description As Meta calls it, such as REJECTED or PAUSED */
            status: string;
            /** Format: uuid */
            template_group_id: string;
            /** Format: uuid */
            template_id: string;
        } | {
            /** @description Announced for then; null: Meta gave no time */
            at: string | null;
            from: string;
            /** @description It is not filed there yet */
            is_announced: boolean;
            /** @constant */
            kind: "category_changed";
            language: string;
            name: string;
            /** Format: uuid */
            template_group_id: string;
            /** Format: uuid */
            template_id: string;
            to: string;
        } | {
            /** @constant */
            kind: "stop_requests";
            /** @description As people know it, such as +49 151 … */
            number: string;
            /** Format: uuid */
            number_id: string;
        } | {
            created: number;
            file_name: string;
            /** Format: uuid */
            import_id: string;
            /** @constant */
            kind: "import_finished";
            /** @description Rows that were refused */
            skipped: number;
            updated: number;
        } | {
            failure: string;
            file_name: string;
            /** Format: uuid */
            import_id: string;
            /** @constant */
            kind: "import_failed";
        } | {
            /** @enum {string} */
            because: "failing" | "gone";
            /** @constant */
            kind: "webhook_disabled";
            /**
             * Format: date-time
             * @description Since when it failed
             */
            since: string;
            url: string;
            /** Format: uuid */
            webhook_endpoint_id: string;
        } | {
            /** Format: uuid */
            api_key_id: string;
            /** Format: date-time */
            expires_at: string;
            /** @constant */
            kind: "api_key_expiring";
            name: string;
            /** @description The member whose it is */
            owner: string | null;
        };
        NotificationChoices: {
            /** @description Whether this installation sends e-mails */
            delivers: boolean;
            kinds: {
                emailed: boolean;
                /** @enum {string} */
                kind: "check_failed" | "number_stopped" | "quality_low" | "account_restricted" | "limit_reached" | "messages_in_doubt" | "template_stopped" | "category_changed" | "webhook_disabled" | "api_key_expiring" | "stop_requests" | "import_finished" | "import_failed";
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
            }[];
        };
        NotificationCount: {
            /** @description At most 100 */
            unread: number;
        };
        NotificationsRead: {
            ids: string[];
        } | {
            /**
             * Format: uuid
             * @description This one and all before
             */
            up_to: string;
        };
        Number: {
            /** @description LIVE, or SANDBOX: a test number, which reaches its test recipients only */
            account_mode: string | null;
            /** Format: uuid */
            business_account_id: string;
            certificate: string | null;
            disconnected_at: string | null;
            /** @description Changes with every edit; send it back with yours */
            display_name_revision: number;
            display_phone_number: string;
            /** @description Not sent before this time */
            held_until: string | null;
            /** @description Meta's error code that caused the hold */
            hold_code: number | null;
            /** Format: uuid */
            id: string;
            /** @description People per rolling 24 hours outside a service window; -1: no limit, null: not known */
            messaging_limit: number | null;
            /** @description Of the display name: APPROVED, PENDING_REVIEW, DECLINED, … */
            name_status: string | null;
            /** @description Of the next display name */
            new_name_status: string | null;
            /** @description The number's id at Meta */
            phone_number_id: string;
            /** @description Whether two-step verification is on */
            pin_enabled: boolean | null;
            /** @description Whether Parley keeps its PIN, and so can register it again */
            pin_stored: boolean;
            /** @description GREEN, YELLOW, RED or UNKNOWN */
            quality_rating: string;
            /** @description Set to send slower or faster than the throughput level allows */
            rate_per_second: number | null;
            /** @description Whether it can send messages */
            registered: boolean;
            registered_at: string | null;
            /** @description The next display name, where it was requested here or Meta reported it */
            requested_name: string | null;
            /** @description Meta's: CONNECTED, PENDING, DISCONNECTED, FLAGGED, RESTRICTED, BANNED, … */
            status: string;
            subscription_group_id: string | null;
            /** @description STANDARD (80 messages a second) or HIGH (1,000) */
            throughput_level: string;
            /** Format: date-time */
            updated_at: string;
            /** @description VERIFIED, NOT_VERIFIED or EXPIRED */
            verification_status: string;
            verified_name: string;
        };
        NumberChange: {
            rate_per_second: number | null;
        };
        NumberMove: {
            /** Format: uuid */
            business_account_id: string;
        };
        OptInLink: {
            /** @description Since then its message subscribes nobody */
            archived_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description What the person sends; it subscribes them */
            message: string;
            /** @description Where it is shown, such as Shop window */
            name: string;
            /** @description How many people subscribed by it */
            people: number;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** Format: uuid */
            subscription_group_id: string;
            /** @description Opens a chat with the number, with the message written */
            url: string;
        };
        OptInLinkChange: {
            archived?: boolean;
            name?: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
        };
        PinChange: {
            pin: string;
        };
        PreferenceLink: {
            /** Format: date-time */
            expires_at: string;
            url: string;
        };
        Prerequisite: {
            acknowledged_at: string | null;
            /** @description The name of the member who did it last */
            acknowledged_by: string | null;
            /** @description Stable */
            key: string;
            /** @description Where Meta says it */
            link: string;
            text: string;
            title: string;
        };
        PreviewButton: {
            code?: string;
            payload?: string;
            phone_number?: string;
            sections?: components["schemas"]["ProductSection"][];
            text: string;
            thumbnail_product_retailer_id?: string;
            type: string;
            url?: string;
        };
        PreviewCard: {
            body?: string;
            buttons: components["schemas"]["PreviewButton"][];
            header?: components["schemas"]["PreviewHeader"];
        };
        PreviewedColumn: {
            /** @description How 03/04/2026 is read in this column */
            date_order: ("dmy" | "mdy") | null;
            /** @description Different values of the column, as they will be stored */
            examples: string[];
            /** @description Cells of the rows read that say something */
            filled: number;
            /** @enum {string} */
            kind: "field" | "attribute" | "property" | "ignored";
            /** @description As it is in the file */
            name: string;
            /** @description Cells that say NULL, nan, none or -, which null_is_empty leaves out */
            null_words: number;
            /** @description The field, attributes.<name> or properties.<name> */
            target: string | null;
            /** @description Of an attribute or property */
            type: ("boolean" | "number" | "text" | "date" | "array" | "object" | "array_of_objects") | null;
            /** @description Of those, the ones that would be left out */
            unread: number;
        };
        PreviewedRow: {
            line: number;
            refusal: {
                code: string;
                line: number;
                reason: string;
            } | null;
            values: (string | null)[];
        };
        PreviewHeader: {
            format: string;
            location?: {
                address?: string;
                latitude: number | string;
                longitude: number | string;
                name?: string;
            };
            media?: unknown;
            product?: {
                catalog_id: string;
                product_retailer_id: string;
            };
            text?: string;
        };
        Problem: {
            error: {
                /** @description Stable; build on it */
                code: string;
                field?: string;
                /** @description What to do about it */
                help: string;
                /** @description Of a body that is not valid: all that is wrong, of which `message` and `field` name the first */
                issues?: {
                    field: string;
                    message: string;
                }[];
                message: string;
                request_id: string;
            } & {
                [key: string]: unknown;
            };
        };
        ProductSection: {
            product_items: {
                product_retailer_id: string;
            }[];
            /** @description At most 24 characters; needed when there is more than one section */
            title?: string;
        };
        QueuedMessage: {
            /** Format: uuid */
            id: string;
            /** @description Why it does not go now: its number sends nothing, or it is marketing in quiet hours. It goes when that is over, unless it expires before */
            waits: {
                advice: string | null;
                code: string;
                title: string;
                /** @description When it is tried again */
                until: string | null;
            } | null;
        };
        QueuedReply: {
            /** Format: uuid */
            message_id: string;
            /** @description Why it does not go now: its number sends nothing, or it is marketing in quiet hours. It goes when that is over, unless it expires before */
            waits: {
                advice: string | null;
                code: string;
                title: string;
                /** @description When it is tried again */
                until: string | null;
            } | null;
        };
        QuietHours: {
            /** @description Local time, such as 21:00 */
            from: string;
            /** @description Local time; one that is earlier than `from` is on the next day */
            until: string;
        };
        QuietHoursInput: {
            /** @description Local time, such as 21:00 */
            from: string;
            /** @description Local time; one that is earlier than `from` is on the next day */
            until: string;
        };
        Reach: {
            /** @description Why only test recipients can be reached; null: everyone can */
            restriction: ("test_number" | "app_in_development") | null;
            /** @description In E.164, as the App Dashboard lists them */
            test_recipients: string[];
        };
        Reachability: {
            /** @description With a template of this category */
            authentication: components["schemas"]["ReachVerdict"];
            /** @description null: they never wrote to this number, nor it to them by hand */
            conversation_id: string | null;
            /** @description With free text, as in an answer */
            free_form: components["schemas"]["ReachVerdict"];
            last_inbound_at: string | null;
            /** @description With a template of this category */
            marketing: components["schemas"]["ReachVerdict"];
            /** @description The same of a message of marketing, which also waits for the end of quiet hours */
            marketing_waits: {
                advice: string | null;
                code: string;
                title: string;
                /** @description When it is tried again */
                until: string | null;
            } | null;
            /** Format: uuid */
            number_id: string;
            /** @description In that group; null: they never said anything */
            subscription: ("subscribed" | "unsubscribed" | "group_archived") | null;
            /** @description The number's */
            subscription_group_id: string | null;
            /** @description With a template of this category */
            utility: components["schemas"]["ReachVerdict"];
            /** @description Why the number sends nothing now; what is written goes when that is over, unless it expires before */
            waits: {
                advice: string | null;
                code: string;
                title: string;
                /** @description When it is tried again */
                until: string | null;
            } | null;
            /** @description Free text may be sent until then */
            window_closes_at: string | null;
            window_open: boolean;
        };
        ReachVerdict: {
            reachable: boolean;
            /** @description Why not */
            reason: {
                advice: string | null;
                code: string;
                title: string;
            } | null;
        };
        Referral: {
            body: string | null;
            /** @description Meta's id of the click, for Conversions API; not there for ads in statuses */
            ctwa_clid: string | null;
            headline: string | null;
            image_url: string | null;
            /** @description `image` or `video` */
            media_type: string | null;
            /** @description Meta's id of the ad or post */
            source_id: string | null;
            /** @description `ad` or `post` */
            source_type: string | null;
            source_url: string | null;
            thumbnail_url: string | null;
            video_url: string | null;
            /** @description The greeting that the ad showed */
            welcome_text: string | null;
        };
        ReferredProduct: {
            catalog_id: string;
            product_retailer_id: string;
        };
        RefusedRow: {
            /** @description The row as it is in the file */
            cells: string[];
            code: string;
            /** @description Of the file, from 1 */
            line: number;
            reason: string;
        };
        Registration: {
            pin?: string;
        };
        ReportedConsent: {
            /** @description Who recorded it: member:<id>, api_key:<id>, contact or system */
            actor: string | null;
            evidence: string | null;
            external_id: string | null;
            first_name: string | null;
            /** @description When the person said so */
            given_at: string | null;
            /** Format: uuid */
            id: string;
            last_name: string | null;
            phone: string | null;
            recorded_at: string | null;
            source: string | null;
            /**
             * @description unknown: they never said anything, and get no marketing
             * @enum {string}
             */
            state: "subscribed" | "unsubscribed" | "unknown";
        };
        Retention: {
            /** @description What it is needed for, at least */
            at_least_days: number;
            /** @description null: for good */
            days: number | null;
            description: string;
            what: string;
        };
        RetentionChange: {
            /** @description null: for good */
            days: number | null;
        };
        Retentions: {
            data: components["schemas"]["Retention"][];
        };
        Role: {
            description: string;
            /** @enum {string} */
            name: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
            permissions: ("conversations:read" | "conversations:reply" | "webhooks:manage" | "campaigns:read" | "campaigns:write" | "campaigns:launch" | "contacts:export" | "segments:read" | "segments:write" | "messages:send" | "templates:read" | "templates:write" | "contacts:read" | "contacts:write" | "subscriptions:read" | "subscriptions:write" | "connection:read" | "connection:manage" | "members:read" | "members:manage" | "api_keys:manage" | "audit:read" | "workspace:manage")[];
        };
        Sandbox: {
            /** @description How far its clock, by which everything goes here, is ahead */
            clock_offset_ms: number;
            /** @description Its pages begin with this: /phones, /sims, /clock */
            pages_url: string;
        };
        SandboxOrNone: {
            sandbox: components["schemas"]["Sandbox"] | null;
        };
        SavedView: {
            /** @description Headings of columns that are left out */
            hidden_columns: string[];
            /** Format: uuid */
            id: string;
            /** @description Such as contacts */
            list: string;
            name: string;
            /** @description What the list is narrowed to and sorted by: the parameters of its address in the dashboard */
            search: {
                [key: string]: string;
            };
        };
        Segment: {
            /** @description Of a suppression list: what has one of these tags goes to its members all the same */
            allowed_tags: string[];
            archived_at: string | null;
            /** Format: date-time */
            created_at: string;
            description: string | null;
            filter: components["schemas"]["Filter"];
            /** Format: uuid */
            id: string;
            /** @description Who is in it is known at all times, and `segment_entered` and `segment_left` tell of it */
            is_live: boolean;
            /** @description Its members get no marketing */
            is_suppression: boolean;
            name: string;
            /** @description How many members it had when it was last counted; null: not yet */
            people: number | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description Version of the language of the filter */
            schema: number;
            tags: string[];
            /** Format: date-time */
            updated_at: string;
        };
        SegmentChange: {
            allowed_tags?: string[];
            archived?: boolean;
            description?: string | null;
            filter?: components["schemas"]["Filter"];
            is_live?: boolean;
            is_suppression?: boolean;
            name?: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            tags?: string[];
        };
        SegmentExplainRequest: {
            /** Format: uuid */
            contact_id: string;
            filter: components["schemas"]["Filter"];
        };
        SegmentExplanation: {
            conditions: {
                holds: boolean;
                on: string;
                /** @description Of the condition in the filter, such as `all.0`; empty: the filter is it */
                path: string;
                /** @description What decided: the value of the field, or what the contact did; null: there is none */
                value: unknown;
            }[];
            /** Format: uuid */
            contact_id: string;
            is_member: boolean;
        };
        SegmentHistory: {
            data: {
                /** @description In UTC */
                day: string;
                people: number;
            }[];
        };
        SegmentLiveState: {
            /** @description What makes it live, whether or not `is_live` */
            drives: {
                /** Format: uuid */
                id: string;
                /** @description Such as launch */
                kind: string;
                name: string;
            }[];
            /** @description Of a segment that is live */
            members: number | null;
            since: string | null;
            /**
             * @description counting: contacts are being judged for the first time; entering is told from `live` on
             * @enum {string}
             */
            state: "off" | "counting" | "live";
        };
        SegmentMember: {
            country: string | null;
            /** Format: date-time */
            created_at: string;
            external_id: string | null;
            first_name: string | null;
            /** Format: uuid */
            id: string;
            language: string | null;
            last_name: string | null;
            phone: string | null;
        };
        SegmentMembersRequest: {
            /**
             * Format: uuid
             * @description Continue after this id: the `next` of the page before
             */
            after?: string;
            filter: components["schemas"]["Filter"];
            /** @default 20 */
            limit?: number;
        };
        SegmentPreview: {
            /** @description How many contacts each single condition holds for, wherever it stands */
            conditions: {
                path: string;
                people: number;
            }[];
            /** @description All contacts */
            of: number;
            /** @description Contacts that match */
            people: number;
            reach: components["schemas"]["SegmentReach"] | null;
            /** @description Empty where the filter is one condition */
            steps: {
                /** @description Contacts that are left, or that there are, after it and all parts before it */
                after: number;
                /** @description Contacts for which this part holds */
                alone: number;
                /** @description Of the part of the outermost group, such as `all.0` */
                path: string;
            }[];
        };
        SegmentPreviewRequest: {
            filter: components["schemas"]["Filter"];
            /**
             * Format: uuid
             * @description Whose number would send: with it `reach` is counted
             */
            subscription_group_id?: string;
        };
        SegmentReach: {
            /** @description Then nobody is subscribed */
            group_archived: boolean;
            /** @description Who would get a marketing message now */
            marketing: number;
            /** @description Neither a phone nor a WhatsApp id */
            no_address: number;
            /** @description They said no, or nothing */
            not_subscribed: number;
            /** Format: uuid */
            number_id: string;
            /** @description Another contact has their phone, and gets the message */
            sharing_phone: number;
            subscribed: number;
            /** Format: uuid */
            subscription_group_id: string;
            /** @description Of those subscribed: in a suppression list */
            suppressed: number;
            /** @description Of those subscribed: Meta delivers them no marketing */
            united_states: number;
            /** @description They wrote to the number within 24 hours */
            window_open: number;
        };
        SegmentUse: {
            /** Format: uuid */
            id: string;
            /** @description Such as segment or campaign */
            kind: string;
            name: string;
        };
        SegmentUses: {
            data: components["schemas"]["SegmentUse"][];
        };
        SentInvitation: {
            email: string;
            /** @description Whether an email was sent */
            emailed: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            link: string;
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
        };
        SetAsideEntry: {
            /** @description Length of the payload, in characters */
            characters: number;
            /** @description Why the last try failed */
            failure: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            set_aside_at: string;
            /** @description What it is, such as `webhooks`: bodies, or parts of bodies, as Meta sent them */
            topic: string;
            tries: number;
        };
        SetAsidePayload: {
            /** @description Length of the payload, in characters */
            characters: number;
            /** @description Why the last try failed */
            failure: string;
            /** Format: uuid */
            id: string;
            payload: string;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            set_aside_at: string;
            /** @description What it is, such as `webhooks`: bodies, or parts of bodies, as Meta sent them */
            topic: string;
            tries: number;
        };
        Setup: {
            /** @description Whether emails are delivered; if not, links are shown to copy */
            email: boolean;
            /** @description The next person who signs up becomes the owner */
            needs_first_member: boolean;
            /** @description Whether the first to sign up shows the code from the server's log */
            needs_setup_code: boolean;
            sign_in: {
                oidc: {
                    name: string;
                } | null;
                /** @description On which pages passkeys work; null: on none, as PUBLIC_URL has no name */
                passkey: {
                    origin: string;
                } | null;
                password: boolean;
            };
        };
        ShownInvitation: {
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** @description The member who sent it; null: an API key, or a member who is gone */
            invited_by_name: string | null;
            /** @enum {string} */
            role: "owner" | "admin" | "marketer" | "agent" | "developer" | "viewer";
            workspace_name: string;
        };
        ShownMessage: {
            /** @description It has Liquid. That is filled in with what is known of the contact now, which may have been something else then; texts with loops, and those that a page has no time for, are left as they were written */
            is_personal: boolean;
            /** @description Of what is free-form: the message, as WhatsApp takes it */
            message: unknown;
            /** @description Of a template: how it looks */
            preview: components["schemas"]["TemplatePreview"] | null;
            /** @description null: it is free-form */
            template: {
                /** Format: uuid */
                id: string;
                language: string;
                name: string;
            } | null;
        };
        StopReview: {
            /** @enum {string} */
            outcome: "unsubscribed" | "dismissed";
        };
        SubmittedTemplate: components["schemas"]["Template"] & {
            warnings: components["schemas"]["TemplateFinding"][];
        };
        Subscription: {
            /**
             * Format: date-time
             * @description When the person said so last
             */
            changed_at: string;
            /** Format: uuid */
            number_id: string;
            /** @enum {string} */
            state: "subscribed" | "unsubscribed";
            /** Format: uuid */
            subscription_group_id: string;
        };
        SubscriptionGroup: {
            /** @description Whether someone who unsubscribed is answered inside the service window: free-form messages and utility templates. Marketing is never sent to them */
            answers_unsubscribed: boolean;
            archived_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Who asks to subscribe by a message is asked once more, and subscribed when they confirm it */
            double_opt_in: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            number_id: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
        };
        SubscriptionGroupChange: {
            answers_unsubscribed?: boolean;
            archived?: boolean;
            double_opt_in?: boolean;
            name?: string;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
        };
        TagOfContact: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        TagsOfContact: {
            data: components["schemas"]["TagOfContact"][];
        };
        TagsOfContactChange: {
            /**
             * @description Ids of tags
             * @default []
             */
            add?: string[];
            /**
             * @description Ids of tags
             * @default []
             */
            remove?: string[];
        };
        Template: {
            /** Format: uuid */
            business_account_id: string;
            /** @description POST /v1/templates/{id}/unpause may end its pause */
            can_unpause: boolean;
            category: string;
            /** @description A change of the category that Meta has announced */
            category_change: components["schemas"]["TemplateCategoryChange"] | null;
            /** @description As Meta defines them; quick replies that unsubscribe also have `opt_out: true` */
            components: unknown[];
            /** Format: date-time */
            created_at: string;
            /** @description Whether Meta allows an edit now */
            edit: {
                allowed: boolean;
                /** @description From when on it is allowed */
                allowed_at: string | null;
                /** @description In the 30 days that end now; null: any number */
                edits_left: number | null;
                /** @description Why not */
                reason: string | null;
            };
            /** @description What the status means and what to do about it */
            explanation: components["schemas"]["TemplateStatusExplanation"];
            /**
             * Format: uuid
             * @description The languages of this name: GET /v1/template-groups/{id}
             */
            group_id: string;
            /** Format: uuid */
            id: string;
            language: string;
            /** @description The format of Meta's library it was made from */
            library_template_name: string | null;
            /** @description How long Meta tries to deliver a message, in seconds; -1 is 30 days; null: Meta's default */
            message_send_ttl_seconds: number | null;
            /** @description The template's id at Meta */
            meta_id: string | null;
            name: string;
            /** @description POSITIONAL ({{1}}) or NAMED ({{first_name}}) */
            parameter_format: string;
            /** @description The category before Meta changed it */
            previous_category: string | null;
            /** @description GREEN, YELLOW, RED or UNKNOWN */
            quality_score: string | null;
            rejection_reason: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description Meta's: PENDING, APPROVED, REJECTED, PAUSED, DISABLED, … Only APPROVED can be sent */
            status: string;
            /** @description What Meta says about the status */
            status_detail: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description What a message must fill in */
            variables: components["schemas"]["TemplateVariable"][];
        };
        TemplateCategoryChange: {
            advice: string;
            /** @description When; null where Meta gave no time */
            at: string | null;
            /** @description Where Meta will file the template */
            category: string;
            meaning: string;
        };
        TemplateContent: {
            /** @constant */
            kind: "template";
            /**
             * @description contact: each contact gets the template of the same name in their language where there is an approved one that takes the same values, otherwise in the group's fall-back language; absent: always this template
             * @constant
             */
            language?: "contact";
            /** Format: uuid */
            template_id: string;
            /** @default {} */
            values?: components["schemas"]["TemplateValues"];
        };
        TemplateCopy: {
            language?: string;
            name: string;
        };
        TemplateDefinition: {
            allow_category_change?: boolean;
            /** @enum {string} */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            components: ({
                example?: {
                    header_handle?: string[];
                    header_text?: string[];
                    header_text_named_params?: {
                        example: string;
                        param_name: string;
                    }[];
                };
                /** @enum {string} */
                format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF" | "LOCATION" | "PRODUCT";
                text?: string;
                /** @constant */
                type: "HEADER";
            } | {
                add_security_recommendation?: boolean;
                example?: {
                    body_text?: string[][];
                    body_text_named_params?: {
                        example: string;
                        param_name: string;
                    }[];
                };
                text?: string;
                /** @constant */
                type: "BODY";
            } | {
                code_expiration_minutes?: number;
                text?: string;
                /** @constant */
                type: "FOOTER";
            } | {
                buttons: ({
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "QUICK_REPLY";
                } | {
                    app_deep_link?: {
                        [key: string]: unknown;
                    };
                    example?: string[];
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "URL";
                    url: string;
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    phone_number: string;
                    text: string;
                    /** @constant */
                    type: "PHONE_NUMBER";
                } | {
                    example?: string | string[];
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "COPY_CODE";
                } | {
                    /** @enum {string} */
                    flow_action?: "navigate" | "data_exchange" | "NAVIGATE" | "DATA_EXCHANGE";
                    flow_id?: string | number;
                    flow_json?: string;
                    flow_name?: string;
                    icon?: string;
                    navigate_screen?: string;
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "FLOW";
                } | {
                    autofill_text?: string;
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    /** @enum {string} */
                    otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
                    supported_apps?: {
                        package_name: string;
                        signature_hash: string;
                    }[];
                    text?: string;
                    /** @constant */
                    type: "OTP";
                    zero_tap_terms_accepted?: boolean;
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "CATALOG";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "MPM";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "SPM";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    ttl_minutes?: number;
                    /** @constant */
                    type: "VOICE_CALL";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "REQUEST_CONTACT_INFO";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "ORDER_DETAILS";
                })[];
                /** @constant */
                type: "BUTTONS";
            } | {
                limited_time_offer: {
                    has_expiration?: boolean;
                    text: string;
                };
                /** @constant */
                type: "LIMITED_TIME_OFFER";
            } | {
                cards: {
                    components: ({
                        example?: {
                            header_handle?: string[];
                            header_text?: string[];
                            header_text_named_params?: {
                                example: string;
                                param_name: string;
                            }[];
                        };
                        /** @enum {string} */
                        format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF" | "LOCATION" | "PRODUCT";
                        text?: string;
                        /** @constant */
                        type: "HEADER";
                    } | {
                        add_security_recommendation?: boolean;
                        example?: {
                            body_text?: string[][];
                            body_text_named_params?: {
                                example: string;
                                param_name: string;
                            }[];
                        };
                        text?: string;
                        /** @constant */
                        type: "BODY";
                    } | {
                        buttons: ({
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "QUICK_REPLY";
                        } | {
                            app_deep_link?: {
                                [key: string]: unknown;
                            };
                            example?: string[];
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "URL";
                            url: string;
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            phone_number: string;
                            text: string;
                            /** @constant */
                            type: "PHONE_NUMBER";
                        } | {
                            example?: string | string[];
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "COPY_CODE";
                        } | {
                            /** @enum {string} */
                            flow_action?: "navigate" | "data_exchange" | "NAVIGATE" | "DATA_EXCHANGE";
                            flow_id?: string | number;
                            flow_json?: string;
                            flow_name?: string;
                            icon?: string;
                            navigate_screen?: string;
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "FLOW";
                        } | {
                            autofill_text?: string;
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            /** @enum {string} */
                            otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
                            supported_apps?: {
                                package_name: string;
                                signature_hash: string;
                            }[];
                            text?: string;
                            /** @constant */
                            type: "OTP";
                            zero_tap_terms_accepted?: boolean;
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "CATALOG";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "MPM";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "SPM";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            ttl_minutes?: number;
                            /** @constant */
                            type: "VOICE_CALL";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "REQUEST_CONTACT_INFO";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "ORDER_DETAILS";
                        })[];
                        /** @constant */
                        type: "BUTTONS";
                    })[];
                }[];
                /** @constant */
                type: "CAROUSEL";
            })[];
            cta_url_link_tracking_opted_out?: boolean;
            display_format?: string;
            is_primary_device_delivery_only?: boolean;
            language: string;
            message_send_ttl_seconds?: number;
            name: string;
            /** @enum {string} */
            parameter_format?: "POSITIONAL" | "NAMED";
            sub_category?: string;
        };
        TemplateDefinitionInput: {
            allow_category_change?: boolean;
            /** @enum {string} */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            components: ({
                example?: {
                    header_handle?: string[];
                    header_text?: string[];
                    header_text_named_params?: {
                        example: string;
                        param_name: string;
                    }[];
                };
                /** @enum {string} */
                format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF" | "LOCATION" | "PRODUCT";
                text?: string;
                /** @constant */
                type: "HEADER";
            } | {
                add_security_recommendation?: boolean;
                example?: {
                    body_text?: string[][];
                    body_text_named_params?: {
                        example: string;
                        param_name: string;
                    }[];
                };
                text?: string;
                /** @constant */
                type: "BODY";
            } | {
                code_expiration_minutes?: number;
                text?: string;
                /** @constant */
                type: "FOOTER";
            } | {
                buttons: ({
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "QUICK_REPLY";
                } | {
                    app_deep_link?: {
                        [key: string]: unknown;
                    };
                    example?: string[];
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "URL";
                    url: string;
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    phone_number: string;
                    text: string;
                    /** @constant */
                    type: "PHONE_NUMBER";
                } | {
                    example?: string | string[];
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "COPY_CODE";
                } | {
                    /** @enum {string} */
                    flow_action?: "navigate" | "data_exchange" | "NAVIGATE" | "DATA_EXCHANGE";
                    flow_id?: string | number;
                    flow_json?: string;
                    flow_name?: string;
                    icon?: string;
                    navigate_screen?: string;
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text: string;
                    /** @constant */
                    type: "FLOW";
                } | {
                    autofill_text?: string;
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    /** @enum {string} */
                    otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
                    supported_apps?: {
                        package_name: string;
                        signature_hash: string;
                    }[];
                    text?: string;
                    /** @constant */
                    type: "OTP";
                    zero_tap_terms_accepted?: boolean;
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "CATALOG";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "MPM";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "SPM";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    ttl_minutes?: number;
                    /** @constant */
                    type: "VOICE_CALL";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "REQUEST_CONTACT_INFO";
                } | {
                    /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                    opt_out?: boolean;
                    text?: string;
                    /** @constant */
                    type: "ORDER_DETAILS";
                })[];
                /** @constant */
                type: "BUTTONS";
            } | {
                limited_time_offer: {
                    has_expiration?: boolean;
                    text: string;
                };
                /** @constant */
                type: "LIMITED_TIME_OFFER";
            } | {
                cards: {
                    components: ({
                        example?: {
                            header_handle?: string[];
                            header_text?: string[];
                            header_text_named_params?: {
                                example: string;
                                param_name: string;
                            }[];
                        };
                        /** @enum {string} */
                        format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF" | "LOCATION" | "PRODUCT";
                        text?: string;
                        /** @constant */
                        type: "HEADER";
                    } | {
                        add_security_recommendation?: boolean;
                        example?: {
                            body_text?: string[][];
                            body_text_named_params?: {
                                example: string;
                                param_name: string;
                            }[];
                        };
                        text?: string;
                        /** @constant */
                        type: "BODY";
                    } | {
                        buttons: ({
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "QUICK_REPLY";
                        } | {
                            app_deep_link?: {
                                [key: string]: unknown;
                            };
                            example?: string[];
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "URL";
                            url: string;
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            phone_number: string;
                            text: string;
                            /** @constant */
                            type: "PHONE_NUMBER";
                        } | {
                            example?: string | string[];
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "COPY_CODE";
                        } | {
                            /** @enum {string} */
                            flow_action?: "navigate" | "data_exchange" | "NAVIGATE" | "DATA_EXCHANGE";
                            flow_id?: string | number;
                            flow_json?: string;
                            flow_name?: string;
                            icon?: string;
                            navigate_screen?: string;
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text: string;
                            /** @constant */
                            type: "FLOW";
                        } | {
                            autofill_text?: string;
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            /** @enum {string} */
                            otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
                            supported_apps?: {
                                package_name: string;
                                signature_hash: string;
                            }[];
                            text?: string;
                            /** @constant */
                            type: "OTP";
                            zero_tap_terms_accepted?: boolean;
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "CATALOG";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "MPM";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "SPM";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            ttl_minutes?: number;
                            /** @constant */
                            type: "VOICE_CALL";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "REQUEST_CONTACT_INFO";
                        } | {
                            /** @description Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it */
                            opt_out?: boolean;
                            text?: string;
                            /** @constant */
                            type: "ORDER_DETAILS";
                        })[];
                        /** @constant */
                        type: "BUTTONS";
                    })[];
                }[];
                /** @constant */
                type: "CAROUSEL";
            })[];
            cta_url_link_tracking_opted_out?: boolean;
            display_format?: string;
            is_primary_device_delivery_only?: boolean;
            language: string;
            message_send_ttl_seconds?: number;
            name: string;
            /** @enum {string} */
            parameter_format?: "POSITIONAL" | "NAMED";
            sub_category?: string;
        };
        TemplateDraft: {
            body: string | null;
            /** Format: uuid */
            business_account_id: string;
            /** @enum {string} */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            /** @description The member who changed it last; null: an API key */
            changed_by_name: string | null;
            /** Format: date-time */
            created_at: string;
            definition: components["schemas"]["TemplateDefinition"];
            /** @description The `editor` of the last change */
            editor: string | null;
            /** Format: uuid */
            id: string;
            language: string;
            /** @description May be empty, as anything of a draft */
            name: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description The group of that template */
            template_group_id: string | null;
            /** @description The template that is edited; null: a new one */
            template_id: string | null;
            /** @description The revision of the template that the draft started from */
            template_revision: number | null;
            /** Format: date-time */
            updated_at: string;
        };
        TemplateDraftChange: {
            /** Format: uuid */
            business_account_id: string;
            /** @description What was written so far; its parts may be empty */
            definition: components["schemas"]["TemplateDefinitionInput"];
            /** @description The same for all changes of one page: it may save again before it knows the revision it made */
            editor?: string;
            /** @description The `revision` of the draft that you have read. Answers 409 when another editor has changed it since, and 404 when it was submitted or discarded; when absent, neither is checked */
            revision?: number;
            /**
             * Format: uuid
             * @description The template that is edited; it has one draft
             */
            template_id?: string;
            /** @description The `revision` of it that you have read */
            template_revision?: number;
        };
        TemplateDraftSummary: {
            body: string | null;
            /** Format: uuid */
            business_account_id: string;
            /** @enum {string} */
            category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            /** @description The member who changed it last; null: an API key */
            changed_by_name: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            language: string;
            /** @description May be empty, as anything of a draft */
            name: string;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description The group of that template */
            template_group_id: string | null;
            /** @description The template that is edited; null: a new one */
            template_id: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        TemplateEdit: {
            /**
             * @description Not of approved templates
             * @enum {string}
             */
            category?: "MARKETING" | "UTILITY" | "AUTHENTICATION";
            /** @description All of them, as Meta defines them; `opt_out: true` on a quick reply lets a tap unsubscribe */
            components?: unknown[];
            /**
             * Format: uuid
             * @description The draft that it was written in, as PUT /v1/template-drafts/{id} keeps it: it goes when Meta has the template
             */
            draft_id?: string;
            /** @description Once there is one it can be changed, not taken away */
            message_send_ttl_seconds?: number;
            /** @description The `revision` of the template that you have read */
            revision: number;
        };
        TemplateFinding: {
            /** @description Where, such as components.0.text */
            field: string;
            /** @description What to do about it */
            help: string;
            message: string;
            /** @description Stable name of the rule */
            rule: string;
            /** @enum {string} */
            severity: "error" | "warning";
        };
        TemplateGroup: {
            /** Format: uuid */
            business_account_id: string;
            /** Format: date-time */
            created_at: string;
            /** @description The language for contacts whose own has no template; null: the oldest language */
            fallback_language: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Oldest first */
            templates: components["schemas"]["TemplateLanguage"][];
        };
        TemplateGroupChange: {
            fallback_language: string | null;
        };
        TemplateLanguage: {
            body: string | null;
            category: string;
            /** @description A change of the category that Meta has announced */
            category_change: components["schemas"]["TemplateCategoryChange"] | null;
            explanation: components["schemas"]["TemplateStatusExplanation"];
            /** Format: uuid */
            id: string;
            language: string;
            quality_score: string | null;
            status: string;
            /** Format: date-time */
            updated_at: string;
        };
        TemplateMedia: {
            /** @description IMAGE, VIDEO or DOCUMENT */
            format: string;
            handle: string;
        };
        TemplatePreflight: {
            findings: components["schemas"]["TemplateFinding"][];
            likely_category: {
                category: string;
                /** @description Meta would probably change the category asked for */
                differs: boolean;
                reasons: string[];
            };
            /** @description True when no finding is an error */
            submittable: boolean;
        };
        TemplatePreflightRequest: {
            /**
             * Format: uuid
             * @description A business account, as GET /v1/business-accounts lists them
             */
            business_account_id?: string;
            /**
             * Format: uuid
             * @description The template that is being edited
             */
            template_id?: string;
        } & components["schemas"]["TemplateDefinitionInput"];
        TemplatePreview: {
            body: string;
            buttons: components["schemas"]["PreviewButton"][];
            cards?: components["schemas"]["PreviewCard"][];
            footer?: string;
            header?: components["schemas"]["PreviewHeader"];
            /** @description Why the values cannot be sent as they are; variables without a value stay visible */
            issues: {
                message: string;
                /** @description Within the values */
                path: string;
            }[];
            offer?: {
                /** Format: date-time */
                ends_at?: string;
                text: string;
            };
        };
        TemplatePreviewRequest: {
            /** @default {} */
            values?: components["schemas"]["TemplateValues"];
        };
        TemplateReplacement: {
            /** Format: uuid */
            template_id: string;
        };
        TemplateStatusExplanation: {
            advice: string | null;
            meaning: string;
            title: string;
            /** @enum {string} */
            tone: "good" | "waiting" | "problem" | "inactive";
        };
        TemplateSyncReport: {
            created: number;
            deleted: number;
            updated: number;
        };
        TemplateSyncRequest: {
            /**
             * Format: uuid
             * @description A business account, as GET /v1/business-accounts lists them
             */
            business_account_id: string;
        };
        TemplateUses: {
            /** @description Newest first, at most a hundred; each would need another template */
            campaigns: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            /** @description Not finished yet; newest first, at most a hundred */
            launches: components["schemas"]["LaunchOfTemplate"][];
            /** @description Messages that use it are in the outbox; they prevent it as well */
            messages_waiting: boolean;
            /** @description Scheduled or in progress; they prevent the template from being deleted */
            pending_launches: number;
        };
        TemplateValues: {
            body?: {
                [key: string]: string;
            };
            buttons?: {
                [key: string]: components["schemas"]["ButtonValues"];
            };
            cards?: components["schemas"]["CardValues"][];
            header?: {
                [key: string]: string;
            };
            header_location?: {
                address?: string;
                latitude: number;
                longitude: number;
                name?: string;
            };
            header_media?: {
                filename?: string;
                id: string;
            } | {
                filename?: string;
                link: string;
            };
            header_product?: {
                catalog_id: string;
                product_retailer_id: string;
            };
            /** Format: date-time */
            offer_ends_at?: string;
        };
        TemplateVariable: {
            button_index?: number;
            card_index?: number;
            /** @description header, body, button or offer */
            component: string;
            example?: string;
            /** @description text, image, location, product, coupon_code, sections, instant, … */
            kind: string;
            /** @description 1, first_name, …; for what is not text: media, location, coupon_code, … */
            name: string;
            /**
             * @description Meta sends the message without it, too
             * @constant
             */
            optional?: true;
            /** @description Where its value is in the `values` of a content */
            path: string;
        };
        TestMessage: {
            /**
             * Format: uuid
             * @description The contact whose attributes fill Liquid; no contact's when absent
             */
            contact_id?: string;
            content: components["schemas"]["TemplateContent"];
            /** Format: uuid */
            number_id: string;
            /** @description A phone number with its country code */
            to: string;
        };
        TestRecipients: {
            test_recipients: string[];
        };
        Thread: {
            data: components["schemas"]["ThreadEntry"][];
        };
        ThreadEntry: {
            /** Format: date-time */
            at: string;
            /** @description Of inbound messages: what the whole message was understood as; maybe_stop: a person has to read it */
            consent_word: ("stop" | "start" | "help" | "maybe_stop") | null;
            /** @description What was written; of our messages the content they were composed from, without codes to sign in with */
            content: unknown;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            /** @description Why WhatsApp does not pass on what was written, with type `unsupported` */
            errors: components["schemas"]["InboundError"][];
            forwarded: ("forwarded" | "frequently_forwarded") | null;
            /** @description The group it was written to, which opens no window; null: to the number */
            group_id: string | null;
            /** Format: uuid */
            id: string;
            /** @description The file of the message */
            media: components["schemas"]["ConversationMedia"] | null;
            /**
             * @description Who wrote it; `phone_app`: the business, in the WhatsApp app on its phone
             * @enum {string}
             */
            origin: "contact" | "parley" | "phone_app";
            /** @description WhatsApp's id of the message that it answers */
            quoted_wamid: string | null;
            /** @description Of our messages: why it did not arrive, or why it waits */
            reason: components["schemas"]["MessageReason"] | null;
            referral: components["schemas"]["Referral"] | null;
            referred_product: components["schemas"]["ReferredProduct"] | null;
            /** @description Of our messages: how it looks; null where the text was forgotten or the template is gone */
            shown: components["schemas"]["ShownMessage"] | null;
            /** @description Of our messages */
            status: ("queued" | "in_doubt" | "dropped" | "accepted" | "sent" | "delivered" | "read" | "played" | "failed") | null;
            type: string;
            wamid: string | null;
        };
        Timeline: {
            data: components["schemas"]["TimelineEntry"][];
            /** @description `before` of the next page; null on the last */
            next: string | null;
        };
        TimelineEntry: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "created";
        } | {
            /** Format: date-time */
            at: string;
            evidence: string | null;
            group_name: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "subscription";
            source: string;
            /** @enum {string} */
            state: "subscribed" | "unsubscribed" | "identity_changed";
            /** Format: uuid */
            subscription_group_id: string;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "event";
            name: string;
            properties: {
                [key: string]: unknown;
            } | null;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "purchase";
            properties: {
                [key: string]: unknown;
            } | null;
            /** @description Price times quantity */
            value: number | null;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "inbound";
            /** Format: uuid */
            number_id: string;
            /** @description null: it has none, or the caller may not read conversations */
            text: string | null;
            /** @description As WhatsApp calls it, such as text or image */
            type: string;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "phone_app";
            /** Format: uuid */
            number_id: string;
            text: string | null;
            type: string;
        } | {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            kind: "message";
            /** Format: uuid */
            number_id: string;
            /** @description Why it did not arrive, or why it waits */
            reason: {
                advice: string | null;
                code: string;
                title: string;
            } | null;
            /** @description What it came from: launch, api, reply … */
            source_kind: string;
            /** @description Of the campaign */
            source_name: string | null;
            /** @description As of GET /v1/messages */
            status: string;
            /** @description Its name; null: free text, or it is not known any more */
            template: string | null;
            /** @description null: it has none, or the caller may not read conversations */
            text: string | null;
        };
        Total: {
            count: number;
            /** @description false: there are more; counting stops at 100000 */
            is_exact: boolean;
        };
        WebhookAttempt: {
            /** @description The first 1000 characters of the answer */
            answer: string;
            /** Format: date-time */
            at: string;
            duration_ms: number;
            /** @description Why it failed, in words; null: it was delivered */
            failure: string | null;
            /** @description The HTTP status of the answer; null: there was none */
            status: number | null;
        };
        WebhookDelivery: {
            /**
             * Format: date-time
             * @description When it happened
             */
            at: string;
            attempts: number;
            contact_id: string | null;
            delivered_at: string | null;
            /** @description The next attempt, of one that waits */
            due_at: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            last_duration_ms: number | null;
            last_failure: string | null;
            last_status: number | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed";
            /**
             * Format: uuid
             * @description As the header `webhook-id` has it, in every attempt
             */
            webhook_id: string;
        };
        WebhookDeliveryDetail: {
            /**
             * Format: date-time
             * @description When it happened
             */
            at: string;
            attempts: number;
            /** @description As it is sent */
            body: string;
            contact_id: string | null;
            delivered_at: string | null;
            /** @description The next attempt, of one that waits */
            due_at: string | null;
            /** Format: uuid */
            endpoint_id: string;
            /** Format: uuid */
            id: string;
            kind: string;
            last_duration_ms: number | null;
            last_failure: string | null;
            last_status: number | null;
            /** @description The latest attempts, oldest first */
            log: components["schemas"]["WebhookAttempt"][];
            /** @enum {string} */
            state: "waiting" | "delivered" | "failed";
            /**
             * Format: uuid
             * @description As the header `webhook-id` has it, in every attempt
             */
            webhook_id: string;
        };
        WebhookEndpoint: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** @description Why it was turned off by itself: it failed for days, or answered 410. null: it is on, or a member did */
            disabled_because: ("failing" | "gone") | null;
            /** @description null: the last deliveries arrived, or none was tried */
            failing_since: string | null;
            /** Format: uuid */
            id: string;
            is_enabled: boolean;
            /** @description The kinds of events it is told of; null: all, also those that are added later */
            kinds: string[] | null;
            /** @description The secret before the present one also signs until then */
            previous_secret_until: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            url: string;
        };
        WebhookEndpointChange: {
            description?: string | null;
            is_enabled?: boolean;
            /** @description The kinds of events it is told of; null: all, also those that are added later */
            kinds?: ("contact_created" | "contact_changed" | "contacts_merged" | "contact_deleted" | "identity_changed" | "subscription_changed" | "inbound_message" | "custom_event" | "purchase" | "segment_entered" | "segment_left")[] | null;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            url?: string;
        };
        WebhookEndpointWithSecret: {
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** @description Why it was turned off by itself: it failed for days, or answered 410. null: it is on, or a member did */
            disabled_because: ("failing" | "gone") | null;
            /** @description null: the last deliveries arrived, or none was tried */
            failing_since: string | null;
            /** Format: uuid */
            id: string;
            is_enabled: boolean;
            /** @description The kinds of events it is told of; null: all, also those that are added later */
            kinds: string[] | null;
            /** @description The secret before the present one also signs until then */
            previous_secret_until: string | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            /** @description With which receivers check signatures: whsec_ and base64 */
            secret: string;
            url: string;
        };
        WebhookKinds: {
            data: {
                description: string;
                kind: string;
                label: string;
            }[];
        };
        WebhookOrder: {
            doctor: components["schemas"]["DoctorRun"];
            warnings: components["schemas"]["ConnectionWarning"][];
        };
        WebhookReplay: {
            deliveries: number;
            /** @description Ask again for the rest */
            may_be_more: boolean;
        };
        WhatsAppLogin: {
            code: string;
            /** Format: uri */
            redirect_uri?: string;
            state?: string;
        };
        Workspace: {
            currency: string | null;
            /** Format: uuid */
            id: string;
            locale: string | null;
            name: string;
            quiet_hours: components["schemas"]["QuietHours"] | null;
            /** @description Changes with every edit; send it back with yours */
            revision: number;
            time_zone: string | null;
        };
        WorkspaceChange: {
            /** @description Of amounts, such as EUR; null: not chosen */
            currency?: string | null;
            /** @description How they are written, such as de-AT; null: likewise */
            locale?: string | null;
            name?: string;
            /** @description In which no marketing messages are sent, by the clock of the time zone; what waits goes when they end. null: none */
            quiet_hours?: components["schemas"]["QuietHoursInput"] | null;
            /** @description The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked */
            revision?: number;
            /** @description Of dates and times for members who chose none; null: their browser's */
            time_zone?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
