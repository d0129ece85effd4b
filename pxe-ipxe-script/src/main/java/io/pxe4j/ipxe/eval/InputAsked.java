package io.pxe4j.ipxe.eval;

/**
 * A setting that somebody is asked to type.
 *
 * @param setting as the script names it
 * @param current the value to be changed, empty if there is none
 * @param secret whether it is hidden while typed
 * @param timeoutMillis after how long it gives up; 0 for never
 */
public record InputAsked(String setting, String current, boolean secret, long timeoutMillis) {}
