/** Whether this machine is fit to measure on: one small probe a subject, and what each found in words. */
package io.fetchbench.harness.doctor;
