package io.pxe4j.ipxe;

/** A method of HTTP that iPXE can use for a request with parameters ({@code net/tcp/httpcore.c:http_method}). */
public enum HttpMethod {
    /** HEAD. */
    HEAD,
    /** GET. */
    GET,
    /** POST. */
    POST,
    /** PUT. */
    PUT
}
