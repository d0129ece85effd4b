package io.pxe4j.tftp.server;

/** Which names an upload may take. With each of them a file appears whole or not at all. */
public enum UploadPolicy {
    /** Only names that are free; a file that is there already is error 6. */
    CREATE_NEW,
    /** Any; a file that is there is replaced in one step, so that nobody reads parts of both. */
    REPLACE_ATOMIC,
    /** Only files that are there, which are replaced; another name is error 1. What tftp-hpa does by default. */
    EXISTING_ONLY
}
