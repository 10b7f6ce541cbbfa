/** Numbers and text from outside, as they are shown: the same in every locale, and harmless wherever they stand. */
package io.fetchbench.harness.text;
