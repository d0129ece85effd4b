/**
 * A small HTTP/1.1 server for what boots over the network: files of a directory and resources made per request.
 *
 * <p>Start at {@link io.pxe4j.boot.http.HttpServer#builder()}. Files leave by {@code sendfile}; ranges, conditions, keep-alive
 * and pipelining work as <a href="https://datatracker.ietf.org/doc/html/rfc9110">RFC 9110</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc9112">RFC 9112</a> say, for GET and HEAD.
 */
@NullMarked
package io.pxe4j.boot.http;

import org.jspecify.annotations.NullMarked;
