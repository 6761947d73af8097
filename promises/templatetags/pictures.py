"""``{{ picture|words_of_picture }}``: the caption and who made it, for a row or for a frozen picture."""

from django import template

from promises.documents import PictureText
from promises.models import Picture
from promises.presentation import picture_words

register = template.Library()


@register.filter
def words_of_picture(picture: Picture | PictureText) -> str:
    return picture_words(picture.caption, picture.credit)
