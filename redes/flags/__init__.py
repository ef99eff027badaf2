"""«Esta respuesta está mal»: from a button under an answer to the test that guards it from then on."""
